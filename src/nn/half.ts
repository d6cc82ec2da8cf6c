/** Half of a number, for TypeScript: its decimal digits are halved one after the other, as on paper. */

/** `never` for an odd one; `number` for one that is only known to be a number. */
export type Half<N extends number> = number extends N ? number : FromDigits<Halved<`${N}`>>;

/** What half of a digit is, and what is left of it, 0 or 1, to the next: by what was left to this one. */
interface Table {
  readonly 0: readonly ["00", "01", "10", "11", "20", "21", "30", "31", "40", "41"];
  readonly 1: readonly ["50", "51", "60", "61", "70", "71", "80", "81", "90", "91"];
}

type Halved<Digits extends string, Left extends 0 | 1 = 0, Done extends string = ""> = Digits extends ""
  ? Left extends 0
    ? Done
    : never
  : Digits extends `${infer D extends keyof Table[0] & number}${infer Rest}`
    ? Table[Left][D] extends `${infer Q}${infer R extends 0 | 1}`
      ? Halved<Rest, R, Done extends "" ? (Q extends "0" ? "" : Q) : `${Done}${Q}`>
      : never
    : never;

type FromDigits<Digits extends string> = Digits extends `${infer N extends number}` ? N : never;
