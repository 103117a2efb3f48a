// Ask the index: read the query, fetch the few files that its words need, score, and say what was understood.
// The plan and the ranking are the same as in kb/search/plan.py and kb/search/rank.py.

import { chunks, termsOf } from "./chunks.js";
import { fromLatin, otherLayout, readQuery } from "./query.js";
import { fileOf, fromBase64, nameOf, readPostings, readSpellings, Store } from "./store.js";

const SATURATION = 2.4 / 63;
const PREFIX_MOST = 8;
const NEAR_MOST = 4;
const READINGS_MOST = 6;
const JOINS_MOST = 6;
const RARE = 8;
const WEIGHT = { synonym: 0.7, prefix: 0.7, longer: 0.25, near: 0.85, far: 0.55, repaired: 0.9 };
const open = new Map();

// One index per address, shared by all elements; a failed one is tried again.
export function openIndex(base) {
  if (!open.has(base)) {
    const index = new Store(base).open().then((store) => new Index(store));
    index.catch(() => open.delete(base));
    open.set(base, index);
  }
  return open.get(base);
}

export class Index {
  #postings = new Map();
  #lists = new Map();

  constructor(store) {
    this.store = store;
    this.meta = store.meta;
    this.n = store.meta.n;
    // By the number of a document; some numbers are free, so there are more than n
    this.titles = fromBase64(store.meta.titles);
    const rows = fromBase64(store.meta.docs);
    this.rows = new Uint16Array(this.titles.length).map((_, i) => rows[i] | (rows[this.titles.length + i] << 8));
  }

  card(doc) {
    return this.store.json(`c/${Math.floor(doc / 100)}/${doc}`);
  }

  async search(text, filters = {}) {
    const query = readQuery(text);
    if (!query.words.length) return { query, total: 0, hits: [], facets: {}, terms: new Map(), corrected: "" };
    const plan = await this.#plan(query);
    const scored = score(plan.clauses, this.titles);
    const best = scored.reduce((most, hit) => Math.max(most, hit.coverage), 0);
    // A page that has less than half of what the best one has is no answer, only an echo
    const good = scored.filter((hit) => hit.coverage >= best / 2);
    const facets = this.#count(good, filters);
    // Of equals, the one whose title says nothing else; numbers mean nothing, but are always the same
    const hits = good.filter((hit) => this.#passes(hit.doc, filters))
      .sort((a, b) => b.score - a.score || this.titles[a.doc] - this.titles[b.doc] || a.doc - b.doc);
    return { query, total: hits.length, hits, facets, terms: plan.terms, corrected: plan.corrected };
  }

  async #load(terms) {
    const numbers = new Set(terms.map((term) => fileOf(this.meta.shards, term)).filter((number) => number >= 0));
    await Promise.all([...numbers].map(async (number) => {
      if (!this.#postings.has(number)) this.#postings.set(number, readPostings(await this.store.bytesOf(`t/${nameOf(this.meta.shards[number])}`)));
    }));
  }

  #find(term) {
    return this.#postings.get(fileOf(this.meta.shards, term))?.get(term);
  }

  async #spellings(first, last) {
    const from = Math.max(fileOf(this.meta.lists, first), 0);
    const to = fileOf(this.meta.lists, last);
    const numbers = Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i);
    return (await Promise.all(numbers.map(async (number) => {
      if (!this.#lists.has(number)) this.#lists.set(number, readSpellings(await this.store.bytesOf(`w/${nameOf(this.meta.lists[number])}`)));
      return this.#lists.get(number);
    }))).flat();
  }

  async #plan(query) {
    const others = synonyms(this.meta.synonyms, query.words.map((word) => word.terms));
    const joins = (query.words.length <= 4 ? query.joins : query.joins.filter((join) => /\d/.test(join))).slice(0, JOINS_MOST);
    // What completes the last word is fetched along with the words themselves: one round trip less
    const last = query.open ? query.words.at(-1) : null;
    const ahead = last ? spellingsOf(last).map((spelling) => this.#spellings(spelling, spelling + "\uffff")) : [];
    await Promise.all([...ahead, this.#load([
      ...query.words.flatMap((word) => [...word.terms, ...word.parts.map(([term]) => term)]), ...joins, ...others.flat(2),
    ])]);
    const clauses = [];
    const said = new Map();
    for (const [i, word] of query.words.entries()) {
      const last = query.open && i === query.words.length - 1;
      if (word.stop && query.words.length > 1) {
        // It decides nothing, unless it is the beginning of another word
        const longer = [];
        await this.#complete(word.text, longer, word.terms, WEIGHT.longer);
        clauses.push({ ...this.#clause(longer), counted: false });
        continue;
      }
      const { alternatives, more = [], instead, stop } = await this.#understand(word, last);
      for (const phrase of others[i]) this.#add(alternatives, phrase, WEIGHT.synonym);
      if (instead) said.set(word.raw, instead);
      if (more.length) clauses.push(...more);
      else if (!stop) clauses.push(this.#clause(alternatives));
    }
    for (const join of joins) {
      const found = this.#find(join);
      if (found && found.frequency <= RARE) clauses.push({ ...this.#clause([this.#one(join, 1)]), counted: false });
    }
    const corrected = said.size ? query.text.split(" ").map((raw) => said.get(raw) ?? raw).join(" ") : "";
    const terms = new Map();
    for (const clause of clauses) {
      for (const { parts, idf } of clause.alternatives) for (const { term } of parts) terms.set(term, idf);
    }
    return { clauses, corrected, terms };
  }

  #idf(found) {
    return Math.log(this.n / (found.frequency + 1)) + 1;
  }

  #one(term, weight) {
    const found = this.#find(term);
    const idf = this.#idf(found);
    return { parts: [{ term, idf, found }], weight, idf };
  }

  #add(alternatives, terms, weight) {
    if (!terms.every((term) => this.#find(term))) return;
    const parts = terms.map((term) => this.#one(term, 1).parts[0]);
    alternatives.push({ parts, weight, idf: parts.reduce((sum, part) => sum + part.idf, 0) / parts.length });
  }

  #clause(alternatives) {
    const idf = alternatives.length ? alternatives[0].idf : Math.log(Math.max(this.n, 1)) + 1;
    return { alternatives, idf, counted: true };
  }

  #known(terms, weight = 1) {
    return terms.filter((term) => this.#find(term)).map((term) => this.#one(term, weight));
  }

  // As it stands; else by its parts; else as the beginning of a word; else read otherwise; else corrected.
  async #understand(word, last) {
    const alternatives = this.#known(word.terms);
    if (!alternatives.length) {
      const more = this.#known(word.parts.map(([term]) => term)).map((one) => this.#clause([one]));
      if (more.length) return { alternatives, more };
    }
    const spellings = spellingsOf(word);
    if (last && !(word.stop && word.text.length < 3)) {
      const weight = alternatives.length ? WEIGHT.longer : WEIGHT.prefix;
      for (const spelling of spellings) await this.#complete(spelling, alternatives, word.terms, weight);
    }
    if (alternatives.length || word.stop) return { alternatives };
    const repaired = await this.#repair(word);
    if (repaired) return repaired;
    return this.#correct(spellings, alternatives);
  }

  async #complete(spelling, alternatives, own, weight) {
    if (spelling.replace("#", "").length < 2) return;
    const list = await this.#spellings(spelling, spelling + "\uffff");
    const begun = list.filter(([word]) => word.startsWith(spelling) && word !== spelling);
    begun.sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1));
    const terms = [...new Set(begun.map(([word]) => mainTerm(word)))].filter((term) => !own.includes(term)).slice(0, PREFIX_MOST);
    await this.#load(terms);
    alternatives.push(...this.#known(terms, weight));
  }

  async #repair(word) {
    const swapped = otherLayout(word.raw);
    const layout = readQuery(swapped + " ").words;
    const readings = fromLatin(word.text).slice(0, READINGS_MOST);
    await this.#load([...layout.flatMap((other) => other.terms), ...readings.map(mainTerm)]);
    const words = layout.filter((other) => !other.stop);
    if (layout.length && !words.length) return { alternatives: [], more: [], instead: swapped, stop: true };
    if (words.length && words.every((other) => other.terms.some((term) => this.#find(term)))) {
      return { alternatives: [], more: words.map((other) => this.#clause(this.#known(other.terms, WEIGHT.repaired))), instead: swapped };
    }
    const known = readings.filter((reading) => this.#find(mainTerm(reading)));
    known.sort((a, b) => this.#find(mainTerm(b)).frequency - this.#find(mainTerm(a)).frequency);
    if (known.length) return { alternatives: this.#known([mainTerm(known[0])], WEIGHT.repaired), instead: known[0] };
    return null;
  }

  async #correct(spellings, alternatives) {
    const near = (await Promise.all(spellings.map((spelling) => this.#near(spelling)))).flat()
      .sort((a, b) => a[2] - b[2] || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, NEAR_MOST);
    await this.#load(near.map(([word]) => mainTerm(word)));
    for (const [word, , far] of near) this.#add(alternatives, [mainTerm(word)], far === 1 ? WEIGHT.near : WEIGHT.far);
    return { alternatives, instead: alternatives.length ? near[0][0].replace("#", "") : "" };
  }

  async #near(spelling) {
    const size = spelling.replace("#", "").length;
    if (size < 4) return [];
    const first = spelling.slice(0, spelling.length - size + 1);
    const reach = size >= 8 ? 2 : 1;
    return (await this.#spellings(first, first + "\uffff"))
      .filter(([word]) => word.startsWith(first) && Math.abs(word.length - spelling.length) <= reach)
      .map(([word, frequency]) => [word, frequency, distance(spelling, word, reach)])
      .filter(([, , far]) => far <= reach);
  }

  #passes(doc, filters, except = "") {
    const combo = this.meta.combos[this.rows[doc]];
    return Object.keys(this.meta.facets).every((name, i) => {
      const wanted = filters[name];
      if (!wanted?.size || name === except) return true;
      // Written for nobody in particular is written for everyone
      if (name === "audience" && !combo[i].length) return true;
      return combo[i].some((value) => wanted.has(this.meta.facets[name][value]));
    });
  }

  // How many results each value of each filter would leave, the other filters being as they are.
  #count(hits, filters) {
    const counts = {};
    Object.entries(this.meta.facets).forEach(([name, values], i) => {
      const count = new Array(values.length).fill(0);
      for (const { doc } of hits) {
        if (!this.#passes(doc, filters, name)) continue;
        const combo = this.meta.combos[this.rows[doc]][i];
        if (name === "audience" && !combo.length) count.forEach((_, value) => count[value]++);
        for (const value of combo) count[value]++;
      }
      counts[name] = values.map((value, place) => [value, count[place]]).filter(([, many]) => many > 0);
    });
    return counts;
  }
}

// How a word may stand among the spellings: as a word, and where it is in Latin letters as an identifier.
function spellingsOf(word) {
  if (word.terms[0].startsWith("#")) return [word.terms[0]];
  return [word.text.replaceAll("'", ""), ...word.terms.slice(1).filter((term) => term.startsWith("#") && term.length > 4)];
}

export function mainTerm(spelling) {
  return spelling.startsWith("#") ? spelling : termsOf(chunks(spelling)[0] ?? "")[0]?.[0] ?? "";
}

export function score(clauses, titles) {
  const n = titles.length;
  const counted = clauses.filter((clause) => clause.counted);
  const all = counted.reduce((sum, clause) => sum + clause.idf, 0) || 1;
  const sum = new Float64Array(n);
  const cover = new Float64Array(n);
  const title = new Float64Array(n);
  const heading = new Float64Array(n);
  const named = new Float64Array(n);
  for (const clause of clauses) {
    const best = new Map();
    for (const alternative of clause.alternatives) {
      for (const [doc, value, flags] of matches(alternative)) {
        const before = best.get(doc);
        if (!before || before[0] < value) best.set(doc, [value, flags | (before?.[1] ?? 0), alternative.weight]);
        else before[1] |= flags;
      }
    }
    for (const [doc, [value, flags, weight]] of best) {
      sum[doc] += value;
      if (!clause.counted) continue;
      cover[doc] += 1 / counted.length;
      const sure = Math.max(weight, 0.5);
      if (flags & 1) {
        title[doc] += clause.idf * sure;
        named[doc] += sure;
      }
      if (flags & 2) heading[doc] += clause.idf * sure;
    }
  }
  const hits = [];
  for (let doc = 0; doc < n; doc++) {
    if (!sum[doc]) continue;
    const share = titles[doc] ? Math.min(1, named[doc] / titles[doc]) : 0;
    const t = (title[doc] / all) * (0.55 + 0.45 * share);
    const h = (heading[doc] / all) * 0.85;
    const whole = (0.5 + 0.5 * cover[doc]) * (1 + 1.5 * t * t + 0.7 * h * h);
    hits.push({ doc, score: sum[doc] * whole, coverage: cover[doc] });
  }
  return hits;
}

function* matches({ parts, weight }) {
  if (parts.length === 1) {
    const { found: { docs, impacts }, idf } = parts[0];
    for (let i = 0; i < docs.length; i++) yield [docs[i], weight * idf * (impacts[i] >> 2) * SATURATION, impacts[i] & 3];
    return;
  }
  let common = null;
  for (const { found: { docs, impacts }, idf } of parts) {
    const here = new Map();
    docs.forEach((doc, i) => {
      const before = common === null ? [0, 3] : common.get(doc);
      if (before) here.set(doc, [before[0] + idf * (impacts[i] >> 2) * SATURATION, before[1] & impacts[i] & 3]);
    });
    common = here;
  }
  for (const [doc, [value, flags]] of common) yield [doc, (weight * value) / parts.length, flags];
}

function synonyms(groups, terms) {
  const found = terms.map(() => []);
  for (const group of groups) {
    for (const phrase of group) {
      for (let start = 0; start + phrase.length <= terms.length; start++) {
        if (!phrase.every((part, i) => terms[start + i].includes(part))) continue;
        for (let place = start; place < start + phrase.length; place++) {
          found[place].push(...group.filter((other) => other !== phrase && !found[place].includes(other)));
        }
      }
    }
  }
  return found;
}

// Edits between two words, neighbours swapped counting one; more than `most` is as good as infinite.
export function distance(a, b, most) {
  let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length];
}
