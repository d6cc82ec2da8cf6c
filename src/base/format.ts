/** Numbers as people read them: shortest form, a decimal point, never a locale. */

/** `value` to `digits` significant digits, trailing zeros dropped: 0.1, 1.5e-9, 12346, NaN, -inf. */
export function formatNumber(value: number, digits = 6): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (Object.is(value, -0)) return "-0";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (rounded === 0 || (size >= 1e-4 && size < 1e15)) return plain(rounded);
  return rounded.toExponential().replace("e+", "e");
}

/** A duration with the unit that fits: 350 ns, 12.5 µs, 3.2 ms, 1.50 s, 2 min 5 s, 3 h 10 min. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return `${formatNumber(seconds)} s`;
  if (seconds < 0) return `-${formatSeconds(-seconds)}`;
  if (seconds === 0) return "0 s";
  if (seconds < 0.9995e-6) return `${formatNumber(seconds * 1e9, 3)} ns`;
  if (seconds < 0.9995e-3) return `${formatNumber(seconds * 1e6, 3)} µs`;
  if (seconds < 0.9995) return `${formatNumber(seconds * 1e3, 3)} ms`;
  if (seconds < 59.95) return `${formatNumber(seconds, 3)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return withRest(Math.floor(whole / 60), "min", whole % 60, "s");
  const minutes = Math.round(seconds / 60);
  return withRest(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

/** A count with the thousands set apart by commas: 1,234,567. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

function withRest(a: number, unit: string, b: number, rest: string): string {
  return b === 0 ? `${a} ${unit}` : `${a} ${unit} ${b} ${rest}`;
}

// String() turns to exponents only below 1e-6 and from 1e21, outside the range it is used for.
function plain(value: number): string {
  return String(value);
}
