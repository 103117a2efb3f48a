// What somebody typed, and its other readings: the twin of kb/search/query.py and kb/search/repair.py.

import { chunks, isIdentifier, isPlain, squash, termsOf } from "./chunks.js";
import { clean, CYRILLIC, foldLatin, STOP_WORDS, termOf } from "./words.js";

const MAX_LENGTH = 300;
const MAX_WORDS = 24;
const JOINED_MOST = 12;
const READINGS_MOST = 24;
const EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const UK = "йцукенгшщзхїфівапролджєячсмитьбю'";
const TO_UK = new Map([...table('{}:"<>~', "ХЇЖЄБЮ'"), ...table(EN.toUpperCase(), UK.toUpperCase()), ...table(EN, UK)]);
const TO_EN = new Map([...table("ыэъЫЭЪ", "s']S']"), ...table(UK.toUpperCase(), EN.toUpperCase()), ...table(UK, EN)]);
const SOUNDS = (
  "shch:щ sch:щ zgh:зг zh:ж kh:х ts:ц,тс ch:ч sh:ш ya:я ia:я,іа ja:я ye:є ie:є,іе je:є yu:ю iu:ю ju:ю yi:ї a:а b:б c:ц,к " +
  "d:д e:е f:ф g:г h:г,х i:і,и j:й k:к l:л m:м n:н o:о p:п q:к r:р s:с t:т u:у v:в w:в x:кс y:и,й z:з ':ь,'"
).split(" ").map((pair) => { const cut = pair.indexOf(":"); return [pair.slice(0, cut), pair.slice(cut + 1).split(",")]; });

function table(from, to) {
  return [...from].map((c, i) => [c, to[i]]);
}

export function readQuery(text) {
  const given = [...text].slice(0, MAX_LENGTH).join("");
  const cleaned = clean(given).replaceAll("\0", " ").split(/\s+/u).filter(Boolean).join(" ");
  let words = cleaned.split(" ").flatMap((raw) => chunks(raw).flatMap((chunk) => wordsOf(chunk, raw))).slice(0, MAX_WORDS);
  const last = words.at(-1);
  if (!words.every((word) => word.stop)) words = words.filter((word) => !word.stop || word === last);
  const open = words.length > 0 && !/[ ?!.]$/.test(given) && [...text].length <= MAX_LENGTH;
  if (words.length > 1 && last.stop && (!open || [...last.text].length < 3)) words = words.slice(0, -1);
  return { text: cleaned, words, joins: joins(words), open };
}

function wordsOf(chunk, raw) {
  const lower = chunk.toLowerCase();
  if (isIdentifier(chunk)) {
    const whole = squash(chunk);
    const bare = whole.slice(1);
    const terms = isPlain(bare) ? [whole, termOf(bare)] : [whole];
    return [{ text: lower, raw, terms, parts: termsOf(chunk).filter(([term]) => !terms.includes(term)), stop: false }];
  }
  if (!isPlain(chunk)) {
    return chunks(chunk.replace(/[_\-./\\:@]/g, " ")).flatMap((part) => wordsOf(part, raw));
  }
  const terms = [termOf(lower)];
  if ([...lower].length > 2 && !CYRILLIC.test(lower)) terms.push("#" + foldLatin(lower));
  return [{ text: lower, raw, terms, parts: [], stop: STOP_WORDS.has(lower) }];
}

function joins(words) {
  const plain = words.map((word) => (/^[a-z0-9]+$/.test(word.text) && !word.stop ? word.text : ""));
  const found = new Set();
  for (let start = 0; start < plain.length; start++) {
    for (let end = start + 2; end <= Math.min(start + 5, plain.length); end++) {
      const run = plain.slice(start, end);
      if (run.every(Boolean)) found.add("#" + run.join(""));
    }
  }
  return [...found].slice(0, JOINED_MOST);
}

export function otherLayout(raw) {
  const map = /[a-z]/i.test(raw) ? TO_UK : TO_EN;
  return [...raw].map((c) => map.get(c) ?? c).join("");
}

export function fromLatin(word) {
  const sounds = [];
  for (let place = 0; place < word.length;) {
    const found = SOUNDS.find(([latin]) => word.startsWith(latin, place));
    if (!found) break;
    sounds.push(found[1]);
    place += found[0].length;
  }
  if (word.length < 3 || !sounds.length) return [];
  const readings = [];
  const walk = (at, sofar) => {
    if (readings.length >= READINGS_MOST) return;
    if (at === sounds.length) readings.push(sofar);
    else for (const sound of sounds[at]) walk(at + 1, sofar + sound);
  };
  walk(0, "");
  return readings;
}
