/** Scores and differences as people read them. */
import { formatNumber } from "../base/index.ts";
import type { Metric } from "./metric.ts";
import type { Range } from "./statistics/index.ts";

/** "98.53 %", "0.412 nats", "53.2" (the unit of the target has no name). */
export function scoreText(value: number, metric: Metric): string {
  if (metric.unit === "points") return metric.title === "accuracy" ? `${fixed(value, 2)} %` : fixed(value, 2);
  const text = Math.abs(value) < 1e5 ? formatNumber(value, 4) : fixed(value, 0);
  return metric.unit === "nats" ? `${text} nats` : text;
}

/** A difference with its sign: "+0.21". A minus is U+2212, so that it is as wide as a plus. */
export function signed(value: number, metric: Metric): string {
  const size = Math.abs(value);
  const text =
    metric.unit === "points" ? fixed(size, size < 10 ? 2 : 1) : size < 1e5 ? formatNumber(size, 3) : fixed(size, 0);
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
}

export function unitName(metric: Metric): string {
  return metric.unit === "target" ? "" : metric.unit;
}

/** "+0.21 points", without a unit where the metric has none of its own. */
export function gainText(value: number, metric: Metric): string {
  return `${signed(value, metric)} ${unitName(metric)}`.trimEnd();
}

export function rangeText([low, high]: Range, metric: Metric): string {
  return `${signed(low, metric)} to ${signed(high, metric)}`;
}

/** "A", "A and B", "A, B and C". */
export function listText(names: readonly string[], word = "and"): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
}

export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** "1.6 times the time", "the same time": how long one takes against the other. */
export function ratioText(seconds: number, baseline: number): string {
  const ratio = formatNumber(seconds / baseline, 2);
  return ratio === "1" ? "the same time" : `${ratio} times the time`;
}

export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return Math.abs(value) < 1e5 ? value.toFixed(digits) : compact(value);
}

/** Four digits and an exponent: "1.172e14". */
function compact(value: number): string {
  return Number(value.toPrecision(4)).toExponential().replace("e+", "e");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Numbers that arithmetic left a last digit or two off are said as they were meant: 0.3 for 0.30000000000000004. */
export function plainNumbers(text: string): string {
  return text.replace(/\d+\.\d{14,}(e[+-]?\d+)?/g, (number) => {
    const short = String(Number(Number(number).toPrecision(15)));
    return short.length < number.length - 3 ? short : number;
  });
}
