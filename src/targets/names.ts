/** Names by rule: camelCase here, what is usual there. */

/** negativeSlope -> negative_slope, minVal -> min_val, w0 -> w0, pauADerivative -> pau_a_derivative. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]+(?![a-z])|[A-Z]/g, (capitals) => `_${capitals.toLowerCase()}`).replace(/^_/, "");
}

/** geluTanh -> GeluTanh. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `name`, with an underscore after it where the language keeps the word for itself. */
export function unreserved(name: string, reserved: ReadonlySet<string>): string {
  return reserved.has(name) ? `${name}_` : name;
}
