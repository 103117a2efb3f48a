// Which part of an article answers, and which words in it to mark. Values in, values out; nothing here touches the page.

import { termsOf } from "./chunks.js";
import { clean } from "./words.js";

const LENGTH = 180;
const CHUNK = /[\p{L}\p{N}]+(?:['’ʼ\u00ad\u0301][\p{L}\p{N}]+|[\u00ad\u0301])*(?:[_\-./\\:@‐‑]{1,3}[\p{L}\p{N}]+(?:['’ʼ][\p{L}\p{N}]+)*)*/gu;

// Terms of a query that a piece of text has, with their weight.
function weigh(text, terms, seen = new Set()) {
  let sum = 0;
  for (const [chunk] of text.matchAll(CHUNK)) {
    for (const [term] of termsOf(clean(chunk))) {
      if (terms.has(term) && !seen.has(term)) {
        seen.add(term);
        sum += terms.get(term);
      }
    }
  }
  return sum;
}

// Text as [text, marked] pairs; one pair where nothing matches.
export function mark(text, terms) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(CHUNK)) {
    if (!termsOf(clean(found[0])).some(([term]) => terms.has(term))) continue;
    if (found.index > at) parts.push([text.slice(at, found.index), false]);
    parts.push([found[0], true]);
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push([text.slice(at), false]);
  return parts;
}

// The section that answers best: {title, anchor, text}, where text is a passage of about LENGTH characters; the lead
// where no section says more than the title does.
export function passage(card, terms) {
  let best = { weight: 1.5 * weigh(card.t, terms), title: "", anchor: "", line: card.d };
  for (const [title, anchor, text] of card.s) {
    const heading = weigh(title, terms);
    if (weigh(text, terms) + heading <= best.weight) continue;
    for (const line of text.split("\n")) {
      const weight = weigh(line, terms) + heading * 0.6;
      // The first of equals: what stands higher on the page was written to be read first
      if (weight > best.weight) best = { weight, title, anchor, line };
    }
    if (heading > best.weight) best = { weight: heading, title, anchor, line: text.split("\n")[0] };
  }
  return { title: best.title, anchor: best.anchor, text: cut(best.line ?? "", terms) };
}

function cut(line, terms) {
  if (line.length <= LENGTH) return line;
  const first = [...line.matchAll(CHUNK)].find(([chunk]) => termsOf(clean(chunk)).some(([term]) => terms.has(term)));
  let start = Math.max(0, (first?.index ?? 0) - LENGTH / 4);
  if (start > 0) start = line.indexOf(" ", start) + 1 || start;
  let end = Math.min(line.length, start + LENGTH);
  if (end < line.length) end = Math.max(line.lastIndexOf(" ", end), start + LENGTH / 2);
  return (start > 0 ? "… " : "") + line.slice(start, end) + (end < line.length ? " …" : "");
}
