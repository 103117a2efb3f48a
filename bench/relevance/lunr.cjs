// lunr as Material for MkDocs sets it up: node lunr.cjs IN.json OUT.json
const fs = require("node:fs");
const lunr = require("lunr");
const { rows, texts } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
lunr.tokenizer.separator = /[\s\-]+/;
const index = lunr(function () {
  this.ref("key");
  // Material has no trimmer: it would take every Cyrillic letter for a sign
  this.pipeline.remove(lunr.trimmer);
  this.field("title", { boost: 1000 });
  this.field("headings", { boost: 10 });
  this.field("body");
  for (const row of rows) this.add(row);
});
fs.writeFileSync(process.argv[3], JSON.stringify(texts.map((text) => {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}_.']+/u).filter(Boolean);
  try {
    return index.query((query) => {
      for (const word of words) {
        query.term(lunr.tokenizer(word), { presence: lunr.Query.presence.OPTIONAL, wildcard: lunr.Query.wildcard.NONE });
        query.term(lunr.tokenizer(word), { usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      }
    }).slice(0, 10).map((hit) => hit.ref);
  } catch {
    return [];
  }
})));
