/** A trained network as one PyTorch file: the modules, what PyTorch lacks, the weights as text, and a check that runs. */
import type { Declaration } from "../activations/index.ts";
import { NonlinError, sizeOf, type Tensor } from "../base/index.ts";
import { type Expr, freeVariables } from "../expr/index.ts";
import { exportsOf, type TorchScope } from "../nn/index.ts";
import { base64, body, pythonName, pythonNumber, subjects, torchFunction, torchLanguage } from "../targets/index.ts";
import { networkOf, reference, type Trained } from "./trained.ts";

export interface TorchOptions {
  /** Of the function that makes the network, camelCase or snake_case. Default "network". */
  readonly name?: string;
}

/** How many rows the file's own check predicts, and how many numbers of what comes out it compares. */
const checked = { rows: 2, numbers: 16 } as const;

/** The text of the file. */
export function torchText(of: Trained, { name: asked = "network" }: TorchOptions = {}): string {
  const name = pythonName(asked);
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new NonlinError("E_USAGE", `"${asked}" is no name in Python`, { advice: 'for instance "network"' });
  }
  const net = networkOf(of);
  const writer = new TorchWriter(of, new Set(net.stateDict.map((p) => p.name)));
  const made = exportsOf(of.model).torch(of.model, writer.scope(""));
  const sizes = net.input.shape.slice(1) as number[];
  const wide = Object.values(of.parameters).some(({ data }) => data instanceof Float64Array);
  const own = writer.definitions();
  const text = [
    head(name, sizes, reference(of, zeros(sizes), 1).shape.slice(1)),
    imports(own),
    builder(name, made),
    loader(name, wide),
    check(of, sizes, wide),
    ...(own === "" ? [] : [`# What PyTorch lacks, or does not have in every version.\n\n\n${own}`]),
    weights(net.stateDict.map((p) => [p.name, of.parameters[p.name]!] as const)),
    main,
  ];
  return `${text.join("\n\n").trimEnd()}\n`;
}

class TorchWriter {
  readonly #of: Trained;
  readonly #names: ReadonlySet<string>;
  /** Text that stands for a definition -> its name. */
  readonly #known = new Map<string, string>();
  readonly #texts: string[] = [];
  readonly #taken = new Set(["network", "load", "check", "STATE", "nn", "torch", "math", "base64", "sys"]);
  readonly #functions = new Map<Declaration, string>();
  #along = "";

  constructor(of: Trained, names: ReadonlySet<string>) {
    this.#of = of;
    this.#names = names;
  }

  definitions(): string {
    return [this.#along, ...this.#texts].filter((text) => text !== "").join("\n\n");
  }

  scope(prefix: string): TorchScope {
    return {
      spelled: pythonName,
      float: (value) => pythonNumber(value, "math"),
      has: (name) => this.#names.has(`${prefix}${name}`),
      number: (name, value) => this.#of.scalars?.[`${prefix}${name}`] ?? value,
      child: (name, module) => exportsOf(module).torch(module, this.scope(`${prefix}${name}.`)),
      define: (name, text) => this.#define(name, text),
      differentiable: (declaration) => this.#differentiable(declaration),
      lines,
    };
  }

  #define(name: string, text: (name: string) => string): string {
    const known = this.#known.get(text(""));
    if (known !== undefined) return known;
    const free = this.#free(name);
    this.#known.set(text(""), free);
    this.#texts.push(text(free));
    return free;
  }

  #differentiable(declaration: Declaration): string {
    const known = this.#functions.get(declaration);
    if (known !== undefined) return known;
    const isName = /^[A-Za-z]\w*$/.test(declaration.name) && declaration.name !== "x";
    const name = this.#free(isName ? declaration.name : "formula");
    const [subject] = subjects([declaration as never]);
    const { along, text } = torchFunction({ ...subject!, name });
    this.#along = `${along.trimEnd()}\n`;
    this.#texts.push(`${text.trimEnd()}\n`);
    this.#functions.set(declaration, pythonName(name));
    return pythonName(name);
  }

  #free(name: string): string {
    let free = name;
    for (let i = 2; this.#taken.has(free); i++) free = `${name}${i}`;
    this.#taken.add(free);
    return free;
  }
}

function lines(expression: Expr): readonly string[] {
  const parameters = freeVariables(expression).map((name) => ({ name }));
  return body({ name: "forward", parameters, expression }, torchLanguage);
}

function head(name: string, input: readonly number[], output: readonly number[]): string {
  const [x, y] = [input, output].map((sizes) => `[${["batch", ...sizes].join(", ")}]`);
  return `"""A network trained with nonlin, with its weights: this file is all of it.

    model = load()        # the trained network, ready to predict: ${x} to ${y}
    model = ${name}()     # the same modules with new weights

Run as a script it compares itself with what nonlin predicts.
"""`;
}

function imports(own: string): string {
  return [
    "import base64",
    ...(own.includes("math.") ? ["import math"] : []),
    "import sys",
    "",
    "import torch",
    "from torch import nn",
  ].join("\n");
}

function builder(name: string, made: string): string {
  return `
def ${name}():
    """The modules, with new weights."""
    return ${made.replaceAll("\n", "\n    ")}
`;
}

function loader(name: string, wide: boolean): string {
  return `def load():
    """The trained network, ready to predict."""
    model = ${name}()${wide ? ".double()" : ""}
    model.load_state_dict({name: _tensor(*entry) for name, entry in STATE.items()})
    return model.eval()


def _tensor(dtype, shape, text):
    """Little-endian numbers from base64."""
    data = bytearray(base64.b64decode(text))
    return torch.frombuffer(data, dtype=dtype).reshape(shape) if data else torch.empty(shape, dtype=dtype)
`;
}

/** Multiples of 1/8 from -1 to 1, which every dtype holds: 17 of them, in turn. */
function probe(sizes: readonly number[], rows: number): readonly number[] {
  return Array.from({ length: rows * sizeOf(sizes) }, (_, i) => ((i % 17) - 8) / 8);
}

function zeros(sizes: readonly number[]): readonly number[] {
  return Array.from({ length: sizeOf(sizes) }, () => 0);
}

function check(of: Trained, sizes: readonly number[], wide: boolean): string {
  const { rows, numbers } = checked;
  const { data } = reference(of, probe(sizes, rows), rows);
  const digits = wide ? 17 : 9;
  const expected = [...data.subarray(0, numbers)].map((value) =>
    pythonNumber(Number(value.toPrecision(digits)), "math"),
  );
  const said = expected.map((text) => text.replace("math.inf", 'float("inf")').replace("math.nan", 'float("nan")'));
  const dtype = wide ? "torch.float64" : "torch.float32";
  return `def check():
    """Whether the network predicts what nonlin predicts for two rows, and the largest difference."""
    rows = (torch.arange(${rows * sizeOf(sizes)}, dtype=${dtype}) % 17 - 8) / 8
    expected = torch.tensor([${said.join(", ")}], dtype=${dtype})
    with torch.no_grad():
        y = load()(rows.reshape(${[rows, ...sizes].join(", ")})).flatten()[:${expected.length}]
    same = torch.allclose(y, expected, rtol=${wide ? "1e-9, atol=1e-9" : "1e-4, atol=1e-4"}, equal_nan=True)
    return same, (y - expected).abs().max().item()
`;
}

const dtypes = { Float32Array: "torch.float32", Float64Array: "torch.float64", Int32Array: "torch.int32" } as const;

function weights(entries: readonly (readonly [string, Tensor])[]): string {
  const texts = entries.map(([name, { data, shape }]) => {
    const tuple = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const dtype = dtypes[data.constructor.name as keyof typeof dtypes];
    return `    ${JSON.stringify(name)}: (${dtype}, ${tuple}, ${quoted(base64(bytes))}),`;
  });
  return `# The weights, by name: dtype, shape, and the numbers in base64.\nSTATE = {\n${texts.join("\n")}\n}\n`;
}

/** Long text on lines of its own; base64 does not mind. */
function quoted(text: string): string {
  if (text.length <= 60) return `"${text}"`;
  return `"""\n${(text.match(/.{1,120}/g) ?? []).join("\n")}\n"""`;
}

const main = `if __name__ == "__main__":
    same, difference = check()
    count = sum(p.numel() for p in load().parameters())
    print(f"{count} parameters; {'agrees' if same else 'DISAGREES'} with nonlin, largest difference {difference:.1e}")
    sys.exit(0 if same else 1)
`;
