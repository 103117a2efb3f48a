// <kb-situations>: a list of situations with a field to narrow it down. Without it the list is whole.
import { clean, termOf } from "../search/words.js"

const wordsOf = (text) => clean(text).toLocaleLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []

/** Whether every word of the query is in the text in some form, or begins a word of it: «кричать» finds «кричить». */
export function tells(text, query) {
  const words = wordsOf(text)
  const terms = new Set(words.map(termOf))
  return wordsOf(query).every((asked) => terms.has(termOf(asked)) || words.some((word) => word.startsWith(asked)))
}

/** The text of an element, its parts apart. */
function textOf(element) {
  return [...element.childNodes].map((node) => (node.nodeType === 3 ? node.data : textOf(node))).join(" ")
}

/** A field that hides the items that do not fit what is typed, and says how many are left. */
export function filtered(items, label, count) {
  const bar = document.createElement("div")
  bar.className = "kb-situations__bar"
  const field = document.createElement("input")
  field.type = "search"
  field.autocomplete = "off"
  const named = document.createElement("label")
  named.append(label, field)
  const status = document.createElement("p")
  status.setAttribute("role", "status")
  const follow = () => {
    for (const item of items) item.hidden = !tells(textOf(item), field.value)
    const shown = items.filter((item) => !item.hidden).length
    status.textContent = field.value.trim() ? count.replace("{n}", shown).replace("{total}", items.length) : ""
  }
  field.addEventListener("input", follow)
  bar.append(named, status)
  return bar
}

export class Situations extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(".kb-situations__bar")) return
    this.prepend(filtered([...this.querySelectorAll(".kb-situation")], this.dataset.filter, this.dataset.count))
  }
}

customElements.define("kb-situations", Situations)
