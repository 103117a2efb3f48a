// <kb-search>: a combobox over the readers' index, after the ARIA pattern «editable combobox with list».
// Attributes: data-base (root of the edition), data-language, data-contact (address with {query}). A form with an input
// inside is used as it is, and works without scripts. labels.js is made for each edition (kb/search/labels.py).

import { LABELS } from "./labels.js";
import { openIndex } from "./reader.js";
import { forget, recent, remember } from "./recent.js";
import { count, el, facet, fill, option } from "./view.js";

const PAGE = 8;
const WAIT = 80;
let number = 0;

// On the home page the header's search waits, unseen, until the other has scrolled away
const seen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;

export class KbSearch extends HTMLElement {
  #ready = false;
  #filters = { audience: new Set(), type: new Set(), product: new Set(), language: new Set() };
  #round = 0;
  #active = -1;
  #shown = PAGE;
  #timer = 0;
  #away = null;
  #answered = null;

  connectedCallback() {
    // Parsing may not have reached the form inside yet
    if (document.readyState === "loading" && !this.querySelector("input")) {
      document.addEventListener("DOMContentLoaded", () => this.isConnected && this.#start(), { once: true });
    } else {
      this.#start();
    }
  }

  disconnectedCallback() {
    this.#away?.abort();
    clearTimeout(this.#timer);
  }

  // After instant navigation the element may come back: listeners on the document are set anew, the rest is kept.
  #start() {
    if (!this.#ready) this.#build();
    this.#away?.abort();
    this.#away = new AbortController();
    const { signal } = this.#away;
    document.addEventListener("keydown", (event) => this.#shortcut(event), { signal });
    document.addEventListener("pointerdown", (event) => { if (!this.contains(event.target)) this.#close(); }, { signal });
    this.addEventListener("focusout", (event) => { if (event.relatedTarget && !this.contains(event.relatedTarget)) this.#close(); }, { signal });
    window.addEventListener("popstate", () => this.#restore(), { signal });
    this.#restore();
  }

  #build() {
    this.#ready = true;
    this.id ||= `kb-search-${++number}`;
    this.labels = LABELS;
    this.language = this.dataset.language || document.documentElement.lang || "en";
    // Made absolute now: the address of the page may change below the element
    this.base = new URL(this.dataset.base || ".", document.baseURI).href;
    this.input = this.querySelector("input") ?? this.#form();
    const list = `${this.id}-list`;
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": list, "aria-autocomplete": "list", "aria-haspopup": "listbox",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", maxlength: "300",
    })) this.input.setAttribute(name, value);
    if (!this.input.labels?.length && !this.input.hasAttribute("aria-label")) this.input.setAttribute("aria-label", this.labels.label ?? "Search");
    if (!this.input.placeholder) this.input.placeholder = this.labels.placeholder ?? "";
    this.input.setAttribute("aria-keyshortcuts", "/");
    this.status = el("div", { class: "kb-search__status", role: "status", "aria-live": "polite", "aria-atomic": "true" });
    this.list = el("ul", { class: "kb-search__list", role: "listbox", id: list, "aria-label": this.labels.results });
    this.head = el("div", { class: "kb-search__head" });
    this.foot = el("div", { class: "kb-search__foot" });
    this.panel = el("div", { class: "kb-search__panel", hidden: "" }, this.head, this.list, this.foot);
    this.append(this.panel, this.status);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("focus", () => this.#focused());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.form?.addEventListener("submit", (event) => { event.preventDefault(); this.#open(); });
    this.panel.addEventListener("click", (event) => this.#clicked(event));
  }

  #form() {
    const input = el("input", { type: "search", name: "q", class: "kb-search__input" });
    this.prepend(el("form", { class: "kb-search__form", role: "search" }, input));
    return input;
  }

  // ?q= belongs to the first search that can be seen; others on the page leave it alone.
  #restore() {
    const asked = new URL(location.href).searchParams.get("q");
    const first = [...document.querySelectorAll("kb-search")].find(seen);
    if (!asked || first !== this || this.input.value === asked) return;
    this.input.value = asked.slice(0, 300);
    this.#search();
  }

  #share() {
    const url = new URL(location.href);
    const query = this.input.value.trim();
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  #shortcut(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || event.defaultPrevented) return;
    if (!seen(this)) return;
    event.preventDefault();
    // Material listens for the same key
    event.stopImmediatePropagation();
    this.input.focus();
    this.input.select();
  }

  #focused() {
    openIndex(this.base).catch(() => {});
    if (this.input.value.trim()) this.#search();
    else this.#showRecent();
  }

  #typed() {
    this.#shown = PAGE;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), WAIT);
  }

  async #search() {
    const round = ++this.#round;
    const query = this.input.value.trim();
    this.#share();
    if (!query) {
      this.#showRecent();
      return;
    }
    const slow = setTimeout(() => round === this.#round && this.#say(this.labels.loading), 400);
    try {
      const index = await openIndex(this.base);
      const answer = await index.search(this.input.value, this.#filters);
      const cards = await Promise.all(answer.hits.slice(0, this.#shown).map((hit) => index.card(hit.doc)));
      // Somebody typed on: only the last question is answered
      if (round === this.#round) this.#show(query, answer, cards, index);
    } catch (error) {
      if (round === this.#round) this.#fail(error);
    } finally {
      clearTimeout(slow);
    }
  }

  #show(query, answer, cards, index) {
    const narrowed = Object.values(this.#filters).some((chosen) => chosen.size);
    this.#empty();
    this.#answered = query;
    if (answer.corrected) this.head.append(this.#suggestion(answer.corrected));
    if (answer.total || narrowed) {
      const groups = Object.keys(this.#filters).map((name) => facet(name, answer.facets[name] ?? [], this.#filters[name], this.labels)).filter(Boolean);
      if (groups.length) this.head.append(el("div", { class: "kb-search__facets", role: "group", "aria-label": this.labels.filters }, ...groups));
    }
    this.list.append(...cards.map((card, i) => option(`${this.id}-${i}`, card, answer.terms, this.base, this.labels, this.language)));
    if (!answer.total) this.#nothing(query, narrowed, index);
    if (answer.total > cards.length) this.foot.append(this.#button("more", this.labels.more));
    this.#reveal();
    const said = answer.total ? count(this.labels, this.language, answer.total) : fill(this.labels.none ?? "", { query });
    this.#say(answer.corrected ? `${fill(this.labels.corrected ?? "", { query: answer.corrected })}. ${said}` : said);
  }

  #nothing(query, narrowed, index) {
    this.head.append(el("p", { class: "kb-search__none" }, fill(this.labels.none ?? "", { query })));
    if (narrowed) this.foot.append(this.#button("reset", this.labels.reset));
    const topics = index.meta.topics ?? [];
    if (topics.length) {
      const links = topics.map(([title, url]) => el("li", {}, el("a", { href: new URL(url, this.base).href }, title)));
      this.foot.append(el("p", { class: "kb-search__label" }, this.labels.topics), el("ul", { class: "kb-search__topics" }, ...links));
    }
    if (this.dataset.contact) {
      const href = this.dataset.contact.replaceAll("{query}", encodeURIComponent(query));
      if (/^(?:https?:|mailto:|[^:]*$)/i.test(href.split(/[/?#]/)[0])) {
        this.foot.append(el("a", { class: "kb-search__contact", href }, fill(this.labels.contact ?? "", { query })));
      }
    }
  }

  #suggestion(corrected) {
    const [before, after = ""] = (this.labels.corrected ?? "{query}").split("{query}");
    return el("p", { class: "kb-search__corrected" }, before, el("button", { type: "button", "data-do": "take", "data-value": corrected }, corrected), after);
  }

  #showRecent() {
    this.#round++;
    this.#empty();
    const list = recent(this.language);
    this.#answered = "";
    if (!list.length) {
      this.#close();
      return;
    }
    this.head.append(el("p", { class: "kb-search__label" }, this.labels.recent));
    this.list.append(...list.map((text, i) =>
      el("li", { class: "kb-search__option", role: "option", id: `${this.id}-${i}`, "aria-selected": "false", "data-query": text }, text)));
    this.foot.append(this.#button("forget", this.labels.forget));
    this.#say("");
    this.#reveal();
  }

  #fail(error) {
    console.warn("kb-search:", error);
    this.#empty();
    this.head.append(el("p", { class: "kb-search__none" }, this.labels.failed));
    this.foot.append(this.#button("retry", this.labels.retry));
    this.#reveal();
    this.#say(this.labels.failed);
  }

  #key(event) {
    const options = [...this.list.children];
    const move = { ArrowDown: this.#active + 1, ArrowUp: this.#active < 0 ? options.length - 1 : this.#active - 1 }[event.key];
    if (move !== undefined && !event.altKey) {
      event.preventDefault();
      if (this.panel.hidden) this.#focused();
      else if (options.length) this.#select(move >= options.length ? -1 : move);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#open();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.panel.hidden || !this.input.value) {
        this.input.value = "";
        this.#share();
      }
      this.#close();
    } else if (event.key === "Tab" && event.shiftKey) {
      this.#close();
    }
  }

  // -1 is the field itself, one step before the first and after the last option
  #select(place) {
    const options = [...this.list.children];
    this.#active = place;
    options.forEach((node, i) => node.setAttribute("aria-selected", String(i === place)));
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    }
  }

  // Enter opens the chosen result, or the first; on a touch screen, or before the answer is there, it only searches.
  #open() {
    const chosen = this.list.children[Math.max(this.#active, 0)];
    const touch = this.#active < 0 && matchMedia("(pointer: coarse)").matches;
    if (this.panel.hidden || !chosen || touch || this.#answered !== this.input.value.trim()) {
      this.#search();
      if (touch) this.input.blur();
    } else if (chosen.dataset.query) {
      this.#take(chosen.dataset.query);
    } else {
      chosen.querySelector("a").click();
    }
  }

  #take(text) {
    this.input.value = text;
    this.input.focus();
    this.#search();
  }

  #clicked(event) {
    const target = event.target.closest("button, a, li[role=option]");
    if (!target) return;
    const { facet: name, value, query } = target.dataset;
    if (name) {
      if (!this.#filters[name].delete(value)) this.#filters[name].add(value);
      this.#shown = PAGE;
      this.#search().then(() => this.panel.querySelector(`[data-facet="${name}"][data-value="${CSS.escape(value)}"]`)?.focus());
    } else if (query) {
      this.#take(query);
    } else if (target.matches("a")) {
      remember(this.language, this.input.value.trim());
      this.#close();
    } else {
      this.#do(target.dataset.do, value);
    }
  }

  #do(what, value) {
    if (what === "take") this.#take(value);
    else if (what === "forget") {
      forget(this.language);
      this.#close();
      this.#say(this.labels.forgotten);
      this.input.focus();
    } else if (what === "more") {
      this.#shown += PAGE;
      this.#search().then(() => this.input.focus());
    } else if (what === "reset") {
      for (const chosen of Object.values(this.#filters)) chosen.clear();
      this.#take(this.input.value);
    } else if (what === "retry") this.#search();
  }

  #button(what, text) {
    return el("button", { type: "button", class: "kb-search__button", "data-do": what }, text ?? what);
  }

  #empty() {
    for (const node of [this.head, this.list, this.foot]) node.replaceChildren();
    this.#select(-1);
  }

  #reveal() {
    // An answer may come when the reader is already elsewhere
    const here = this.contains(document.activeElement) || Boolean(new URL(location.href).searchParams.get("q"));
    this.panel.hidden = !here;
    this.list.hidden = !this.list.children.length;
    this.input.setAttribute("aria-expanded", String(here));
  }

  #close() {
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.#select(-1);
  }

  #say(text) {
    this.status.textContent = text ?? "";
  }
}

if (!customElements.get("kb-search")) customElements.define("kb-search", KbSearch);
