// Screens every document with the preview module in Node, in every unit of offsets: one line of JSON each.
// Usage: node preview.mjs PREVIEW_FOLDER DOCUMENTS_JSONL
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [folder, documents] = process.argv.slice(2);
const { initSync, Preview } = await import(pathToFileURL(join(folder, "preview.js")).href);
initSync({ module: readFileSync(join(folder, "preview_bg.wasm")) });
const preview = new Preview(readFileSync(join(folder, "base.pack")));

for (const line of readFileSync(documents, "utf8").split("\n").filter(Boolean)) {
  const { document } = JSON.parse(line);
  for (const encoding of ["utf-8", "utf-16", "code-point"]) {
    process.stdout.write(preview.screen(JSON.stringify(document), JSON.stringify({ encoding })) + "\n");
  }
}
