// Screens every document with the preview module in Node, in every unit of offsets: one line of JSON each.
// Usage: node preview.mjs PREVIEW_FOLDER DOCUMENTS_JSON: a list of documents.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [folder, documents] = process.argv.slice(2);
const { initSync, Preview } = await import(pathToFileURL(join(folder, "preview.js")).href);
initSync({ module: readFileSync(join(folder, "preview_bg.wasm")) });
const preview = new Preview(readFileSync(join(folder, "base.pack")));
preview.load_model(readFileSync(join(folder, "base.model")));

for (const document of JSON.parse(readFileSync(documents, "utf8"))) {
  for (const encoding of ["utf-8", "utf-16", "code-point"]) {
    process.stdout.write(preview.screen(JSON.stringify(document), JSON.stringify({ encoding })) + "\n");
  }
}
