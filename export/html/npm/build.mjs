// Bundles each entry into one minified script beside the WebAssembly engine and all licences.
// Usage: node build.mjs OUTPUT APACHE_LICENCE_TEXT; the same lock file gives the same bytes.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { licenceTexts } from "./licences.mjs";

const ENTRIES = ["sigma", "sparql-editor", "sparql-engine"];
const globalName = (entry) => "dateline" + entry.replace(/(^|-)(\w)/g, (_, dash, letter) => letter.toUpperCase());

async function bundle(entry, output) {
  const { metafile } = await build({
    entryPoints: [`${entry}.js`],
    outfile: join(output, `${entry}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: globalName(entry),
    platform: "browser",
    target: "es2020",
    charset: "ascii",
    // All licences stand in one file, each whole.
    legalComments: "none",
    // Oxigraph would fetch its module from beside its script; here it is always given.
    define: { "import.meta.url": '""' },
    metafile: true,
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}

const [output, apache] = process.argv.slice(2);
await mkdir(output, { recursive: true });
const inputs = (await Promise.all(ENTRIES.map((entry) => bundle(entry, output)))).flat();
// Compressed here, once: it takes seconds, and a page carries it so.
const engine = await readFile("node_modules/oxigraph/web_bg.wasm");
await writeFile(join(output, "oxigraph.wasm.gz"), gzipSync(engine, { level: 9 }));
await writeFile(join(output, "LICENSES.txt"), await licenceTexts(inputs, apache));
