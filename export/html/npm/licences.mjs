// The licence of every package that went into the bundles, as one text.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const FREE = /\b(MIT|Apache-2\.0|ISC|BSD-[23]-Clause|0BSD)\b/;
const RULE = "\n" + "=".repeat(100) + "\n\n";

async function licenceOf(folder, apache) {
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (!FREE.test(about.license)) throw new Error(`${about.name} has the licence "${about.license}", which is not one of ours`);
  const file = (await readdir(folder)).sort().find((name) => /^(licen[cs]e|copying)/i.test(name));
  return `${about.name} ${about.version}\nLicence: ${about.license}\n\n${await textOf(folder, file, about, apache)}`;
}

/** The text in the package; one that carries none is taken under the Apache Licence, if it offers that. */
async function textOf(folder, file, about, apache) {
  if (file) return readFile(join(folder, file), "utf8");
  if (!/\bApache-2\.0\b/.test(about.license)) throw new Error(`${about.name} carries no text of its licence`);
  const said = "The package carries no text of its licence; dateline takes it under this one:";
  return `${said}\n\n${await readFile(apache, "utf8")}`;
}

export async function licenceTexts(inputs, apache) {
  const folders = [...new Set(inputs.map((input) => FOLDER.exec(input)?.[0]).filter(Boolean))].sort();
  const texts = await Promise.all(folders.map((folder) => licenceOf(folder, apache)));
  const said = `The bundled JavaScript and WebAssembly come from these ${folders.length} packages.\n`;
  return [said, ...texts.map((text) => text.replace(/\r\n?/g, "\n").trim() + "\n")].join(RULE);
}
