// Folding and terms of single words: the twin of kb/search/folding.py and kb/search/words.py.

import { englishStem } from "./english.js";
import { ukrainianStem } from "./ukrainian.js";

const GONE = /[\u00ad\u0301\u200b-\u200f\u2060-\u2064\u2066-\u2069\u202a-\u202e\ufeff]/g;
const APOSTROPHES = /[\u2019\u02bc\u2018`\u00b4\u2032\u02b9]/g;
const LOOKALIKE = Object.fromEntries([..."aceikopxy"].map((latin, i) => [latin, "асеікорху"[i]]));
const RUSSIAN = { "ґ": "г", "ё": "е", "ы": "и", "э": "е", "ъ": "", "'": "" };
export const LATIN = /[A-Za-z\u00c0-\u024f]/;
export const CYRILLIC = /[\u0400-\u052f]/;

export const STOP_WORDS = new Set((
  "а або адже але б без би бо був була були було бути в ваш ваша ваше вам вас ви від він вона вони воно все всі " +
  "вже да де для до є ж за зі з й його її їх із і інший коли крім лише мене мені ми між мій моя моє можна може на " +
  "над нам нас наш не ні них ній ним о об однак он от перед під після по при про роблю робити та так також такий " +
  "там те тебе ти тим тих то тоді той тому треба тут у уже хто це цей ця ці цього цьому чи чим через чому що щоб " +
  "як яка який яке які якщо я себе собі свій своя своє свої буде будуть мати маю є потрібно стало" +
  " " +
  "a about after all also am an and any are as at be been being but by can could did do does doing don for from " +
  "had has have having he her here him his how i if in into is it its just me more most my no not now of on only " +
  "or other our out over own please she should so some such t than that the their them then there these they this " +
  "those to too up was we were what when where which while who why will with would you your"
).split(" "));

export function clean(text) {
  return text.normalize("NFC").replace(GONE, "").replace(APOSTROPHES, "'").replace(/[\u2010\u2011]/g, "-");
}

export function foldLatin(word) {
  const bare = word.replace(/'s$/, "").replaceAll("'", "");
  return bare.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

export function termOf(word) {
  const latin = LATIN.test(word);
  if (CYRILLIC.test(word)) {
    let one = word;
    if (latin) {
      const swapped = word.replace(/[aceikopxy]/g, (c) => LOOKALIKE[c]);
      if (!LATIN.test(swapped)) one = swapped;
    }
    return ukrainianStem(one.replace(/[ґёыэъ']/g, (c) => RUSSIAN[c]));
  }
  if (!latin) return word.replaceAll("'", "");
  const folded = foldLatin(word);
  return folded.length < 40 ? englishStem(folded) : folded;
}
