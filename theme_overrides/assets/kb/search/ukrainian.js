// The light stemmer for Ukrainian: the rules and their reasons stand in kb/search/ukrainian.py, this is their twin.

const ENDINGS = new Set((
  "а у ю е и і о я є ї й ом ем єм ам ям ах ях ою ею єю ами ями ові еві єві ів їв ей ією ії ію ія ій іям іями іях " +
  "іє оєм оїв оями оях оям оєві ієм ий ого ому им ої их ими ім іх іми ього ьому ьої ьою ення енню енням еннями " +
  "еннях енні ання анню анням аннями аннях анні ань яння янню янням янні ити ати яти іти їти ути ив ав яв ів ув " +
  "ила ала яла іла їла ула ило ало яло іло уло или али яли іли їли ули ить їть ать ять уть ють ий ай яй ийте айте " +
  "яйте іть ьте ймо імо ьмо еш єш иш їш емо ємо имо їмо ете єте ите їте еть єть ию иє иєш иємо иєте иють аю ає " +
  "аєш аємо аєте ають аєть яю яє яєш яємо яєте яють яєть ую ує уєш уємо уєте ують уй уйте уймо уєть юю ює юєш " +
  "юємо юєте юють юй юйте юймо юєть увати ував увала увало ували ювати ював ювала ювало ювали овувати овував " +
  "овувала овувало овували овую овує овуєш овуємо овуєте овують овуй овуйте овуєть ено єно ано яно ито ато уто " +
  "овано"
).split(" "));
for (const stem of ["ен", "єн", "ан", "ян"]) {
  for (const end of "ий ого ому им ої ій ою их ими а е у і".split(" ")) ENDINGS.add(stem + end);
}
const LONGEST = Math.max(...[...ENDINGS].map((ending) => ending.length));
const SUFFIXES = (
  "овуван юванн овува ювува уван юван ован йован ува юва ова ув юв ість ость іст ост ськ ов ев єв ен єн ан ян ін ам ям " +
  "ом ем єм им їм ах ях их ів їв ий ій ей"
).split(" ");
const NAME = new Set("імя імені іменем імям імена імен іменам іменами іменах".split(" "));
const VOWEL = /[аеиіоуюяєї]/;

export function ukrainianStem(word) {
  if (NAME.has(word)) return "імен";
  if (word.length < 4) return word;
  const vowel = word.search(VOWEL);
  const start = Math.max(vowel < 0 ? word.length : vowel + 1, 2);
  if (word.length > 5) {
    const cut = word.replace(/(?:ся|сь)$/, "");
    if (cut.length > start + 1) word = cut;
    word = word.replace(/(?<=ти)(?:му|меш|ме|мемо|мете|муть)$/, "");
  }
  word = cutEnding(word, start).replaceAll("ь", "").replace(/([бвгджзклмнпрстфхцчшщ])\1$/, "$1");
  word = cutSuffix(word, start);
  if (word.length > 3) word = word.replace(/(?<=[бвгджзйклмпрстфхчшщ])н$/, "").replace(/(?<=[бвмпф])л$/, "");
  if (word.endsWith("ц") && word.length > 2) word = word.slice(0, -1) + "к";
  return settle(word);
}

function cutEnding(word, start) {
  const soft = /(?:ть|ань)$/.test(word) ? word : word.replace(/ь$/, "");
  for (let size = Math.min(LONGEST, soft.length - start); size > 0; size--) {
    if (ENDINGS.has(soft.slice(-size))) return soft.slice(0, -size);
  }
  return soft;
}

function cutSuffix(word, start) {
  const found = SUFFIXES.find((suffix) => word.endsWith(suffix) && word.length - suffix.length >= Math.max(start, 3));
  return found ? word.slice(0, -found.length) : word;
}

function settle(word) {
  if (word.endsWith("і") && word.length > 2) return word.slice(0, -1) + "о";
  const found = /[оеі]([бвгджзйклмнпрстфхчшщ])$/.exec(word);
  if (!found || word.length < 3) return word;
  const before = word.slice(0, found.index);
  return before + (VOWEL.test(before) ? "" : "о") + found[1];
}
