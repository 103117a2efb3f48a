// The Snowball stemmer for English (Porter 2 as of Snowball 3): one folded lower-case word in, its stem out.
// kb/search/words.py uses the same algorithm from its library; tests/search/golden.json binds the two.

const WHOLE = {
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
};
const REGION = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const STEP_2 = suffixes(
  "ization:ize ational:ate ousness:ous iveness:ive fulness:ful tional:tion lessli:less biliti:ble entli:ent " +
  "ation:ate alism:al aliti:al ousli:ous iviti:ive fulli:ful ogist:og enci:ence anci:ance abli:able izer:ize ator:ate alli:al " +
  "bli:ble ogi:og li:",
);
const STEP_3 = suffixes("ational:ate tional:tion alize:al icate:ic iciti:ic ative: ical:ic ness: ful:");
const STEP_4 = suffixes("ement: ment: ance: ence: able: ible: ant: ent: ism: ate: iti: ous: ive: ize: ion: al: er: ic:");

function suffixes(text) {
  return text.split(" ").map((pair) => pair.split(":")).sort((a, b) => b[0].length - a[0].length);
}

function region(word, from) {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

function isShort(word) {
  return /(?:^|[^aeiouy])[aeiouy][^aeiouywxY]$/.test(word) && /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word)
    || /^[aeiouy][^aeiouy]$/.test(word) || word.endsWith("past");
}

export function englishStem(word) {
  if (word.length < 3) return word;
  if (Object.hasOwn(WHOLE, word)) return WHOLE[word];
  word = word.replace(/^y|([aeiouy])y/g, (all, before) => (before || "") + "Y");
  const fixed = REGION.exec(word);
  const r1 = fixed ? fixed[0].length : region(word, 0);
  const r2 = region(word, r1);
  word = plural(word);
  word = past(word, r1);
  word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
  for (const [suffix, by] of STEP_2) {
    if (!word.endsWith(suffix)) continue;
    const at = word.length - suffix.length;
    const before = word[at - 1];
    const fits = suffix === "ogi" ? before === "l" : suffix === "li" ? at > 0 && "cdeghkmnrt".includes(before) : true;
    if (at >= r1 && fits) word = word.slice(0, at) + by;
    break;
  }
  for (const [suffix, by] of STEP_3) {
    if (!word.endsWith(suffix)) continue;
    const at = word.length - suffix.length;
    if (at >= (suffix === "ative" ? r2 : r1)) word = word.slice(0, at) + by;
    break;
  }
  for (const [suffix] of STEP_4) {
    if (!word.endsWith(suffix)) continue;
    const at = word.length - suffix.length;
    if (at >= r2 && (suffix !== "ion" || at > 0 && "st".includes(word[at - 1]))) word = word.slice(0, at);
    break;
  }
  const last = word.length - 1;
  if (word.endsWith("e") && (last >= r2 || last >= r1 && !isShort(word.slice(0, -1)))) word = word.slice(0, -1);
  else if (word.endsWith("ll") && last >= r2) word = word.slice(0, -1);
  return word.replaceAll("Y", "y");
}

function plural(word) {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  if (/(?:us|ss)$/.test(word) || !word.endsWith("s")) return word;
  return /[aeiouy]/.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function past(word, r1) {
  const found = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word);
  if (!found) return word;
  const stem = word.slice(0, found.index);
  if (found[0].startsWith("eed")) return found.index >= r1 && !/^(?:succ|proc|exc)$/.test(stem) ? stem + "ee" : word;
  if (found[0] === "ing") {
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(stem)) return word;
    if (/^[^aeiouy]y$/.test(stem)) return stem[0] + "ie";
  }
  if (!/[aeiouy]/.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return stem + "e";
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
  return stem.length === r1 && isShort(stem) ? stem + "e" : stem;
}
