import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NonlinError } from "../base/index.ts";
import { csvText, parseTable, tableLimits } from "./csv.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The code and message with which reading `bytes` fails. */
async function failure(bytes: Uint8Array, options = {}): Promise<string> {
  try {
    await parseTable(bytes, options);
    return "no failure";
  } catch (error) {
    return error instanceof NonlinError ? `${error.code} ${error.message}` : String(error);
  }
}

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  [0xfeff, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))].forEach((unit, i) => {
    view.setUint16(2 * i, unit, little);
  });
  return bytes;
}

test("line ends, byte order marks and encodings do not change a table", async () => {
  const plain = 'a,b\n1,"x\ny"\n2,é\n';
  const expected = {
    names: ["a", "b"],
    columns: [
      ["1", "2"],
      ["x\ny", "é"],
    ],
    rows: 2,
    notes: [],
  };
  const latin = Uint8Array.from(plain, (c) => c.charCodeAt(0));
  const files = [utf8(plain), utf8(`\ufeff${plain}`), utf8(plain.trimEnd()), utf16(plain, true), utf16(plain, false)];
  for (const bytes of files) expect(await parseTable(bytes)).toEqual(expected);
  expect(await parseTable(latin, { encoding: "latin1" })).toEqual(expected);
  const crlf = await parseTable(utf8(plain.replaceAll("\n", "\r\n")));
  expect(crlf.columns).toEqual([
    ["1", "2"],
    ["x\r\ny", "é"],
  ]);
  const mixed = await parseTable(utf8("a,b\n1,2\r\n3,4\r5,6"));
  expect(mixed.columns[1]).toEqual(["2", "4", "6"]);
});

test("a first line of numbers is remarked on, since a table begins with its names", async () => {
  const { names, notes } = await parseTable(utf8("5.1,3.5,setosa\n4.9,3.0,setosa"));
  expect(names).toEqual(["5.1", "3.5", "setosa"]);
  expect(notes).toEqual([
    "the first line is taken for the names of the columns, but looks like numbers: 5.1, 3.5, setosa",
  ]);
  expect((await parseTable(utf8("year,2019\n1,2"))).notes).toEqual([]);
});

test("bytes that are not UTF-8 are named by line and place", async () => {
  expect(await failure(Uint8Array.of(97, 10, 49, 10, 0xe9, 10))).toBe(
    "E_ENCODING line 3, byte 4: 0xE9 is not UTF-8; " +
      'read it with the encoding "latin1" (--encoding latin1) if it is Latin-1 or Windows-1252, or save it as UTF-8',
  );
  expect(await failure(Uint8Array.of(0x89, 80, 78, 71, 13, 10, 26, 10))).toBe(
    "E_ENCODING line 1, byte 0: 0x89 is not UTF-8; this is not a table of text; save it as CSV",
  );
  // overlong, surrogate, beyond U+10FFFF, cut off
  for (const bad of [
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe2, 0x82],
  ]) {
    expect(await failure(Uint8Array.of(97, 10, ...bad))).toMatch(/^E_ENCODING line 2, byte 2/);
  }
  expect(await failure(Uint8Array.of(0xff, 0xfe, 97))).toMatch(/^E_ENCODING/);
});

test("any text that the platform encodes passes the check for UTF-8", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", minLength: 1 }), async (text) => {
      const bytes = utf8(`a\n"${text.replaceAll('"', '""').replaceAll("\0", "")}"`);
      expect((await parseTable(bytes)).columns[0]).toEqual([
        new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).slice(3, -1).replaceAll('""', '"'),
      ]);
    }),
  );
});

test("a file that is not a table says where", async () => {
  expect(await failure(new Uint8Array())).toBe("E_DATA the file is empty (0 bytes)");
  expect(await failure(utf8("\n\r\n"))).toBe("E_DATA the file holds only blank lines");
  expect(await failure(utf8("a,b\n"))).toBe("E_DATA the file has a header of 2 columns and no rows");
  expect(await failure(utf8("a,b\n1,2\n1,2,3\n"))).toBe("E_CSV line 3: 3 fields, unlike the lines before it");
  expect(await failure(utf8('a,b\n1,"2\n3,4\n'))).toMatch(/^E_CSV line \d: a quote is opened and never closed/);
  expect(await failure(utf8('a,b\n1,"2"x\n'))).toMatch(/^E_CSV line 2: text follows a closing quote/);
  expect(await failure(utf8('a,b\n1,2"\n'))).toMatch(/^E_CSV line 2: a quote in the middle of a field/);
  expect(await failure(utf8("a,b\n1,\0\n"))).toMatch(/^E_CSV line 2: a NUL byte/);
});

test("what is too large is refused at a stated limit", async () => {
  expect(await failure(new Uint8Array(tableLimits.bytes + 1))).toBe(
    "E_LIMIT the table has 16,777,217 bytes; at most 16,777,216 are read",
  );
  const wide = utf8(`${"a,".repeat(1e6)}a\n`);
  const start = performance.now();
  expect(await failure(wide)).toBe("E_LIMIT the table has 1,000,001 columns; at most 10,000 are read");
  expect(performance.now() - start).toBeLessThan(1000);
  expect(await failure(utf8(`a,b,c\n${"1,2,3\n".repeat(1_000_000)}`))).toMatch(
    /^E_LIMIT the table has 3,000,\d+ cells/,
  );
});

test("whatever the bytes, there is a table or an error with a code", async () => {
  const pieces = fc.constantFrom(44, 34, 10, 13, 59, 0x41, 0x31, 0x20, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 0xc3, 0xa9, 0);
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (bytes) => {
      expect(await failure(Uint8Array.from(bytes))).toMatch(/^(no failure|E_[A-Z]+ )/);
    }),
    { numRuns: 2000 },
  );
});

test("names are data: __proto__, formulas, blanks and repetitions", async () => {
  const table = await parseTable(utf8("__proto__,constructor,=cmd(),x,x, ,x\n1,2,3,4,5,6,7\n"));
  expect(table.names).toEqual(["__proto__", "constructor", "=cmd()", "x", "x (2)", "column 6", "x (3)"]);
  expect(table.notes[0]).toBe('the column name "x" occurs again; that column is called "x (2)"');
});

test("the delimiter is the one that the header holds most of, and noted", async () => {
  for (const delimiter of [";", "\t", "|"]) {
    const table = await parseTable(utf8(`a,b${delimiter}c${delimiter}d\n1,5${delimiter}2${delimiter}3\n`));
    expect([table.names, table.notes.length]).toEqual([["a,b", "c", "d"], 1]);
  }
});

test("a table written and read again is the same table", async () => {
  // formula starts gain an apostrophe on purpose, and names are trimmed
  const text = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", ";", " ", "7", "漢") });
  const shape = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }));
  const tables = shape.chain(([width, rows]) =>
    fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: rows, maxLength: rows }),
  );
  await fc.assert(
    fc.asyncProperty(tables, async (rows) => {
      const names = rows[0]!.map((_, j) => `n${j}`);
      const blank = names.length === 1 && rows.some((row) => row[0] === "");
      fc.pre(!blank); // a blank line is no row
      const table = await parseTable(utf8(csvText(names, rows)), { delimiter: "," });
      const leading = (cell: string): string =>
        /^[\r\t]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell;
      expect(table.columns).toEqual(names.map((_, j) => rows.map((row) => leading(row[j]!))));
    }),
  );
});

test("what a spreadsheet would run is written with an apostrophe", () => {
  expect(
    csvText(
      ["=a", "b"],
      [
        ["=cmd()", -1.5],
        ["-2", "@x"],
        ["+1e3", "plain"],
      ],
    ),
  ).toBe("'=a,b\r\n'=cmd(),-1.5\r\n-2,'@x\r\n+1e3,plain\r\n");
});
