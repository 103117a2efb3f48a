// Ask the readers' index many queries without a browser: node browser.mjs SITE QUERIES.json ANSWERS.json
// QUERIES is a list of texts; ANSWERS a list of {urls, bytes, ms}, ten addresses at most for each.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [site, queries, answers] = process.argv.slice(2);
const root = path.resolve(site);
globalThis.fetch = async (url) => {
  const bytes = fs.readFileSync(path.join(root, decodeURIComponent(new URL(url).pathname)));
  return { ok: true, arrayBuffer: async () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) };
};
const modules = path.join(import.meta.dirname, "../../theme_overrides/assets/kb/search/reader.js");
const { openIndex } = await import(pathToFileURL(modules).href);
const index = await openIndex("http://localhost/");
const found = [];
for (const text of JSON.parse(fs.readFileSync(queries, "utf8"))) {
  const before = index.store.bytes;
  const start = performance.now();
  const { hits, corrected } = await index.search(text);
  const ms = performance.now() - start;
  const shown = await Promise.all(hits.slice(0, 10).map((hit) => index.card(hit.doc)));
  found.push({ urls: shown.map((card) => card.u), titles: shown.map((card) => card.t), total: hits.length, corrected, bytes: index.store.bytes - before, ms });
}
fs.writeFileSync(answers, JSON.stringify(found));
