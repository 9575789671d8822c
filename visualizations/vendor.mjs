/**
 * Copy the vendored files out of node_modules, or bundle them, each with its licence, and write down what they are.
 *
 * Run by `npm ci && npm run vendor` when a version in package.json changes; the results are committed, so neither
 * Node nor a network is needed to run the product. Each manifest.json says for every file beside it: the packages
 * that it comes from with version and licence, and the SHA-384 digest that tests compare with the file.
 */

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

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

/** What is put together of several packages: folder -> bundles, each [file in its new place, what lists its parts]. */
const BUNDLES = {
  "visualizations/static/vendor": [["codemirror.js", "visualizations/codemirror.mjs"]],
};

/** Copy one file and its licences; return its entry in the manifest. */
async function copy(folder, [name, packageName, source, ...licences]) {
  await copyFile(path.join(home(packageName), source), path.join(folder, name));
  return entry(folder, name, source, { [packageName]: licences });
}

/** Bundle one file of the parts that another lists; return its entry in the manifest. */
async function bundle(folder, [name, source]) {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [source],
    outfile: path.join(folder, name),
    bundle: true,
    format: "esm",
    legalComments: "none",
    metafile: true,
    minify: true,
    target: "es2022",
  });
  const inputs = Object.keys(metafile.inputs).map((file) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  const packages = [...new Set(inputs.filter(Boolean))].sort();
  return entry(folder, name, source, Object.fromEntries(packages.map((packageName) => [packageName, ["LICENSE"]])));
}

/** Write the licences of a file as one, and return its entry: `licences` names those of each of its packages. */
async function entry(folder, name, source, licences) {
  const packages = [];
  const texts = [];
  for (const [packageName, files] of Object.entries(licences)) {
    const { version, license } = JSON.parse(await readFile(path.join(home(packageName), "package.json"), "utf8"));
    packages.push({ package: packageName, version, licence: license });
    for (const file of files) texts.push(await readFile(path.join(home(packageName), file), "utf8"));
  }
  const licenceFile = `${name}.LICENSE.txt`;
  await writeFile(path.join(folder, licenceFile), [...new Set(texts)].join("\n"));
  const digest = createHash("sha384")
    .update(await readFile(path.join(folder, name)))
    .digest("base64");
  return { file: name, packages, source, licenceFile, sha384: digest };
}

/** Where a package stands. */
function home(packageName) {
  return path.join(ROOT, "node_modules", packageName);
}

for (const [name, copies] of Object.entries(FOLDERS)) {
  const folder = path.join(ROOT, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = [];
  for (const wanted of copies) files.push(await copy(folder, wanted));
  for (const wanted of BUNDLES[name] ?? []) files.push(await bundle(folder, wanted));
  await writeFile(path.join(folder, "manifest.json"), `${JSON.stringify({ files }, null, 2)}\n`);
}
