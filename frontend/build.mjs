// Bundles the SPARQL editor into files that the server sends itself, and gathers the licences of all that is in them.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "plangraph", "web", "static", "editor");

// hatch_build.py reckons the same, and builds again when it differs from what the bundle says.
const SOURCES = ["build.mjs", "editor.js", "package-lock.json", "package.json"];

async function digest() {
  const sum = createHash("sha256");
  for (const name of SOURCES) sum.update(await readFile(join(here, name)));
  return sum.digest("hex");
}

// The package of a file below node_modules, or nothing for what is not.
function packageOf(path) {
  const rest = path.split("node_modules/").at(-1);
  if (rest === path) return undefined;
  return rest.split("/").slice(0, rest.startsWith("@") ? 2 : 1).join("/");
}

// Yasqe comes bundled already: what went into it stands in its source map. ("events" is installed for its licence.)
async function bundled(inputs) {
  const found = new Set();
  for (const input of inputs) {
    found.add(packageOf(input));
    const map = await readFile(join(here, `${input}.map`), "utf8").catch(() => undefined);
    for (const source of map ? JSON.parse(map).sources : []) {
      found.add(source.startsWith("../../utils/") ? "@zazuko/yasgui-utils" : packageOf(source));
    }
  }
  found.delete(undefined);
  return [...found].sort();
}

function person(one) {
  return typeof one === "string" ? one : one.name;
}

// The form of the MIT licence by opensource.org, for packages that name it and carry no file.
function mit(about) {
  const holders = [about.author, ...(about.contributors ?? [])].filter(Boolean).map(person);
  return `MIT License

Copyright (c) ${holders.join(", ")}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.
`;
}

async function licence(name) {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  if (texts.length === 0) {
    if (about.license !== "MIT") throw new Error(`${name} carries no text of its licence, ${about.license}`);
    texts.push(mit(about));
  }
  const head = `${name} ${about.version} (${about.license})`;
  return `${head}\n${"=".repeat(head.length)}\n\n${texts.map((text) => text.trim()).join("\n\n")}\n`;
}

const made = await build({
  absWorkingDir: here,
  banner: { js: `/* plangraph's editor, made of ${await digest()}; licences: LICENSES */` },
  bundle: true,
  entryPoints: ["editor.js"],
  format: "esm",
  legalComments: "none", // their texts are all in LICENSES
  logLevel: "warning",
  metafile: true,
  minify: true,
  outdir: target,
  target: ["es2022"],
  write: false,
});
const names = await bundled(Object.keys(made.metafile.inputs));
const licences = await Promise.all(names.map(licence));

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await writeFile(join(target, "LICENSES"), licences.join("\n\n"));
for (const file of made.outputFiles) await writeFile(file.path, file.contents);
console.log(`${names.length} packages bundled: ${names.join(", ")}`);
