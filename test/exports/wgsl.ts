/** Exported WGSL, run by headless Chromium's WebGPU on SwiftShader, every function in one compute pass. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { targets } from "../../src/targets/index.ts";
import { snakeCase } from "../../src/targets/names.ts";
import { all, points, type Run, split } from "./grid.ts";

const executablePath = "/usr/bin/chromium";
const flags = ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];

/** Throws if there is no Chromium, saying how to get it. */
export async function runWgsl(): Promise<Run> {
  if (!existsSync(executablePath)) {
    throw new Error("exported WGSL is checked by Chromium, which is missing: apt-get install chromium");
  }
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await browser.newPage();
    // WebGPU is for secure contexts only; this one is, and asks no network.
    await page.route("**", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    await page.goto("http://localhost/");
    const x = Array.from(points.float32, (v) => (Object.is(v, -0) ? "-0" : String(v)));
    const y = await page.evaluate(compute, { x, code: shader(), rows: 2 * all.length });
    const system = `SwiftShader of Chromium ${browser.version()}`;
    const bytes = new Uint8Array(Float64Array.from(y, Number).buffer);
    return { key: "wgsl float32", dtype: "float32", system, rows: split(bytes, "float32") };
  } finally {
    await browser.close();
  }
}

function shader(): string {
  const lines = all.flatMap(({ name, declaration }, i) => {
    const params = Object.values(declaration.params ?? {}).map(({ init }) => `, f32(${init})`);
    return ["", "_derivative"].map(
      (ending, j) => `  y[${2 * i + j}u * n + i] = nonlin_${snakeCase(name)}${ending}(x[i]${params.join("")});`,
    );
  });
  return `${targets.wgsl.write(all, { version: "test" })}
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  let n = arrayLength(&x);
  if (i >= n) { return; }
${lines.join("\n")}
}
`;
}

/** Runs in the page: numbers travel as text, which keeps NaN and infinities. */
async function compute({ x, code, rows }: { x: readonly string[]; code: string; rows: number }): Promise<string[]> {
  // biome-ignore lint/suspicious/noExplicitAny: WebGPU is in no library that this project compiles with
  const { gpu } = navigator as any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const constants = globalThis as any;
  const adapter = await gpu?.requestAdapter();
  if (!adapter) throw new Error("this Chromium has no WebGPU");
  const device = await adapter.requestDevice();
  const module = device.createShaderModule({ code });
  const errors = (await module.getCompilationInfo()).messages.filter((m: { type: string }) => m.type === "error");
  if (errors.length > 0) throw new Error(errors.map((m: { message: string }) => m.message).join("\n"));
  const pipeline = device.createComputePipeline({ layout: "auto", compute: { module, entryPoint: "main" } });
  const { STORAGE, COPY_SRC, COPY_DST, MAP_READ } = constants.GPUBufferUsage;
  const input = device.createBuffer({ size: 4 * x.length, usage: STORAGE | COPY_DST });
  const output = device.createBuffer({ size: 4 * x.length * rows, usage: STORAGE | COPY_SRC });
  const result = device.createBuffer({ size: 4 * x.length * rows, usage: MAP_READ | COPY_DST });
  device.queue.writeBuffer(input, 0, Float32Array.from(x, Number));
  const entries = [input, output].map((buffer, binding) => ({ binding, resource: { buffer } }));
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(Math.ceil(x.length / 64));
  pass.end();
  encoder.copyBufferToBuffer(output, 0, result, 0, 4 * x.length * rows);
  device.queue.submit([encoder.finish()]);
  await result.mapAsync(constants.GPUMapMode.READ);
  return Array.from(new Float32Array(result.getMappedRange()), (v) => (Object.is(v, -0) ? "-0" : String(v)));
}
