// Chunks of a text and the terms of a chunk: the twin of kb/search/chunks.py, where it is explained.

import { CYRILLIC, LATIN, termOf } from "./words.js";

const WORD = "[\\p{L}\\p{N}]+(?:'[\\p{L}\\p{N}]+)*";
const CHUNK = new RegExp(`${WORD}(?:[_\\-./\\\\:@]{1,3}${WORD})*`, "gu");
const CUT = /[_\-./\\:@]+/;
const LEVELS = [/[/\\]+/, /[:@]+/, /\.+/, /[_-]+/];
const CAMEL = /[a-z][A-Z]|[A-Z]{2}[a-z]{2}/;
const PIECES = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|(?:(?![A-Za-z])[\p{L}\p{Nl}\p{No}])+/gu;
const DOTTED = /^[0-9]+(?:\.[0-9]+)+$/;
const DIGITS = /^[0-9]+$/;
const HEX = /^0x[0-9a-f]+$/;
const HASH = /^(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f-]{8,}$/;
const LETTERS = /^\p{L}+$/u;
const NUMBER = /\p{N}/u;
const MOST = 24;
const LONGEST = 120;

export function chunks(text) {
  return text.match(CHUNK) ?? [];
}

export function isPlain(chunk) {
  return LETTERS.test(chunk.toLowerCase().replaceAll("'", ""));
}

export function isIdentifier(chunk) {
  return isPlain(chunk) ? CAMEL.test(chunk) : LATIN.test(chunk) || NUMBER.test(chunk);
}

export function squash(chunk) {
  const lower = chunk.toLowerCase();
  return "#" + (DOTTED.test(lower) ? lower : lower.split(CUT).join("").replaceAll("'", ""));
}

export function termsOf(chunk) {
  const lower = chunk.toLowerCase();
  if (isPlain(chunk) && !CAMEL.test(chunk)) return [[termOf(lower), 1]];
  const found = new Map();
  const plain = !LATIN.test(lower) && !NUMBER.test(lower);
  for (const [term, weight] of plain ? hyphenated(lower) : identifier([...chunk].slice(0, LONGEST).join(""))) {
    if (term && term !== "#" && (found.get(term) ?? 0) < weight && (found.has(term) || found.size < MOST)) found.set(term, weight);
  }
  return [...found];
}

function* hyphenated(lower) {
  const parts = lower.split(CUT).filter(Boolean);
  for (const part of parts) yield [termOf(part), 1];
  if (parts.length === 2 && lower.includes("-")) yield [termOf(parts.join("")), 0.7];
}

function* identifier(chunk) {
  const lower = chunk.toLowerCase();
  yield [squash(chunk), DIGITS.test(lower) ? 1 : 2];
  if (DOTTED.test(lower)) {
    const numbers = lower.split(".");
    if (numbers.length > 2) yield ["#" + numbers.slice(0, 2).join("."), 0.7];
    return;
  }
  let parts = [chunk];
  for (const level of LEVELS) {
    const below = [];
    for (const part of parts) {
      const pieces = DOTTED.test(part) ? [part] : part.split(level).filter(Boolean);
      if (pieces.length > 1) {
        for (const piece of pieces) if ([...piece].length > 1 && isIdentifier(piece)) yield [squash(piece), 1];
      }
      below.push(...pieces);
    }
    parts = below;
  }
  for (const part of parts) yield* leaves(part);
}

function* leaves(part) {
  const lower = part.toLowerCase();
  if (HEX.test(lower)) {
    yield ["#" + lower.slice(2), 1];
    yield ["#" + lower.slice(2).replace(/^0+/, ""), 1];
  } else if (HASH.test(lower) || DOTTED.test(lower)) {
    return;
  } else if (DIGITS.test(lower)) {
    yield ["#" + lower.replace(/^0+/, ""), 0.7];
  } else {
    for (const piece of part.replaceAll("'", "").match(PIECES) ?? []) {
      if (DIGITS.test(piece)) {
        for (const digits of [piece, piece.replace(/^0+/, "")]) if (digits.length > 1) yield ["#" + digits, 0.7];
      } else if ([...piece].length > 1 || CYRILLIC.test(piece)) {
        yield [termOf(piece.toLowerCase()), 0.7];
      }
    }
  }
}
