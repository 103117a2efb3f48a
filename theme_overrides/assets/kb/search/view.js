// Pieces of the panel as DOM nodes. Text is only ever set as text, so that no article or query can bring markup.

import { mark, passage } from "./passage.js";

export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== false && value != null) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

export function marked(text, terms) {
  return mark(text, terms).map(([part, on]) => (on ? el("mark", {}, part) : part));
}

export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

export function count(labels, language, n) {
  const forms = labels.count ?? { other: "{n}" };
  return fill(forms[new Intl.PluralRules(language).select(n)] ?? forms.other, { n });
}

// One result as an option of the list. The link in it is what a mouse opens; keys open it through the list.
export function option(id, card, terms, base, labels, language) {
  const found = passage(card, terms);
  const url = new URL(card.u, base);
  if (found.anchor) url.hash = found.anchor;
  const title = el("span", { class: "kb-search__title", lang: card.l === language ? null : card.l }, ...marked(card.t, terms));
  const notes = [labels.names?.type?.[card.k] ?? card.k];
  if (card.f) notes.push(`${labels.fallback}: ${labels.names?.language?.[card.l] ?? card.l}`);
  if (card.z) notes.push(labels.archived);
  const link = el("a", { class: "kb-search__link", href: url.href, tabindex: "-1" }, title, " ",
    el("span", { class: "kb-search__note" }, notes.join(" · ")));
  if (found.title) link.append(" ", el("span", { class: "kb-search__heading" }, ...marked(found.title, terms)));
  if (found.text) link.append(" ", el("span", { class: "kb-search__passage" }, ...marked(found.text, terms)));
  return el("li", { class: "kb-search__option", role: "option", id, "aria-selected": "false" }, link, ...beside(card, url.href));
}

// For a mouse: a playbook opens beside the page. (By keyboard the page itself and the header lead there.)
function beside(card, href) {
  const label = card.k === "playbook" && document.querySelector("kb-call-panel")?.dataset.label;
  if (!label) return [];
  const button = el("button", { type: "button", class: "kb-button kb-button--quiet", tabindex: "-1", "aria-hidden": "true" }, label);
  return [el("kb-call", { class: "kb-search__call", "data-href": href }, button)];
}

// A row of toggles for one filter; nothing where there is nothing to choose.
export function facet(name, counts, chosen, labels) {
  const shown = counts.filter(([value, many]) => many > 0 || chosen.has(value)).sort((a, b) => b[1] - a[1]).slice(0, 8);
  for (const value of chosen) if (!shown.some(([other]) => other === value)) shown.push([value, 0]);
  if (shown.length < 2 && !chosen.size) return null;
  const group = el("div", { class: "kb-search__facet", role: "group", "aria-label": labels[name] },
    el("span", { class: "kb-search__facet-name", "aria-hidden": "true" }, labels[name]));
  for (const [value, many] of shown) {
    group.append(el("button", {
      type: "button", class: "kb-search__filter", "aria-pressed": String(chosen.has(value)), "data-facet": name, "data-value": value,
    }, labels.names?.[name]?.[value] ?? value, " ", el("span", { class: "kb-search__many" }, String(many))));
  }
  return group;
}
