// written by scripts/accuracy-exports.ts
export const table = {};
