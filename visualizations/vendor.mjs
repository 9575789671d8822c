/**
 * Copy the vendored files out of node_modules, each with its licence, and write down what they are.
 *
 * Run by `npm ci && npm run vendor` when a version in package.json changes; the copies are committed, so neither
 * Node nor a network is needed to run the product. Each manifest.json says for every file beside it: package,
 * version, licence, and the SHA-384 digest that tests compare with the file.
 */

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** What goes where: folder -> copies, each [file in its new place, package, file in the package, licences]. */
const FOLDERS = {
  "visualizations/static/vendor": [
    ["vis-network.min.js", "vis-network", "dist/vis-network.min.js", "LICENSE-MIT"],
    [
      "swagger-ui-bundle.js",
      "swagger-ui-dist",
      "swagger-ui-bundle.js",
      "LICENSE",
      "NOTICE",
      "swagger-ui-bundle.js.LICENSE.txt",
    ],
    ["swagger-ui.css", "swagger-ui-dist", "swagger-ui.css", "LICENSE", "NOTICE"],
    [
      "source-sans-3.woff2",
      "@fontsource-variable/source-sans-3",
      "files/source-sans-3-latin-wght-normal.woff2",
      "LICENSE",
    ],
    [
      "source-serif-4.woff2",
      "@fontsource/source-serif-4",
      "files/source-serif-4-latin-600-normal.woff2",
      "LICENSE",
    ],
  ],
  "tests/browser/vendor": [["axe.min.js", "axe-core", "axe.min.js", "LICENSE"]],
};

/** Copy one file and its licences, these as one; return its entry in the manifest. */
async function vendor(folder, [name, packageName, source, ...licences]) {
  const home = path.join(ROOT, "node_modules", packageName);
  const { version, license } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8"));
  const licenceFile = `${name}.LICENSE.txt`;
  await copyFile(path.join(home, source), path.join(folder, name));
  const texts = await Promise.all(licences.map((file) => readFile(path.join(home, file), "utf8")));
  await writeFile(path.join(folder, licenceFile), texts.join("\n"));
  const digest = createHash("sha384")
    .update(await readFile(path.join(folder, name)))
    .digest("base64");
  return { file: name, package: packageName, version, source, licence: license, licenceFile, sha384: digest };
}

for (const [name, copies] of Object.entries(FOLDERS)) {
  const folder = path.join(ROOT, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = [];
  for (const copy of copies) files.push(await vendor(folder, copy));
  await writeFile(path.join(folder, "manifest.json"), `${JSON.stringify({ files }, null, 2)}\n`);
}
