// <kb-decision>: a nested list as a guide, one question at a time. Without it the list stands there whole.
import { button, make } from "./elements.js"
import { pointsInto } from "./reveal.js"

/** What a list asks: its answers, and what to do where an item has none below it. */
export function read(list) {
  const answers = []
  const advice = []
  for (const item of list.children) {
    const inner = item.querySelector(":scope > ul")
    if (!inner) advice.push(item)
    else answers.push({ label: labelOf(item, inner), question: questionOf(item, inner), list: inner })
  }
  return { answers, advice }
}

function labelOf(item, inner) {
  const first = item.firstElementChild
  if (first?.tagName === "P") return first.textContent.trim()
  let text = ""
  for (const node of item.childNodes) {
    if (node === inner) break
    text += node.textContent
  }
  return text.trim()
}

/** Paragraphs between an answer and what is inside it: the next question. */
function questionOf(item, inner) {
  const parts = [...item.children].filter((child) => child !== inner)
  return parts.slice(parts[0]?.tagName === "P" ? 1 : parts.length).map((part) => part.textContent.trim()).join(" ")
}

export class Decision extends HTMLElement {
  #path = []
  #guide = null
  #toggle = null
  #status = null

  connectedCallback() {
    // Two lists are no tree: they stay as they are
    if (this.#guide || this.querySelectorAll(":scope > ul").length !== 1) return
    this.#guide = make("div", "kb-decision__guide")
    this.#status = make("p", "kb-hidden")
    this.#status.setAttribute("role", "status")
    this.#toggle = button(this.dataset.all, "kb-button--quiet kb-decision__all", () => this.#change())
    const last = make("p", "kb-decision__end")
    last.append(this.#toggle)
    this.append(this.#guide, this.#status, last)
    this.toggleAttribute("data-guided", true)
    this.#show(false)
    pointsInto(this, () => this.#change(false))
  }

  get #list() {
    return this.querySelector(":scope > ul")
  }

  get #title() {
    return this.querySelector(":scope > .kb-decision__title")?.textContent ?? ""
  }

  /** The guide or the whole list. */
  #change(guided = !this.hasAttribute("data-guided")) {
    this.toggleAttribute("data-guided", guided)
    this.#toggle.textContent = guided ? this.dataset.all : this.dataset.one
  }

  #show(focus = true) {
    let asked = this.#title
    let at = read(this.#list)
    const said = []
    for (const place of this.#path) {
      const answer = at.answers[place]
      said.push(answer.label)
      asked = answer.question || this.dataset.which
      at = read(answer.list)
    }
    const question = make("p", "kb-decision__question", at.answers.length ? asked : this.dataset.do)
    question.tabIndex = -1
    // The title above asks the first question already
    question.hidden = !this.#path.length
    this.#guide.replaceChildren(...[this.#trail(said), question, this.#advice(at), this.#answers(at)].filter(Boolean))
    if (this.#path.length) this.#guide.append(this.#bar())
    if (!focus) return
    this.#status.textContent = said.length ? `${this.dataset.path}: ${said.join(" → ")}` : ""
    ;(this.#path.length ? question : this.#guide.querySelector("button"))?.focus()
  }

  #trail(said) {
    if (!said.length) return null
    const trail = make("ul", "kb-decision__path")
    trail.setAttribute("aria-label", this.dataset.path)
    trail.append(...said.map((label) => make("li", "", label)))
    return trail
  }

  #advice({ answers, advice }) {
    if (!advice.length) return answers.length ? null : make("p", "kb-decision__do", this.dataset.unknown)
    const box = make("div", "kb-decision__do")
    for (const item of advice) {
      const part = make("div")
      part.append(...[...item.childNodes].map((node) => node.cloneNode(true)))
      for (const named of part.querySelectorAll("[id]")) named.removeAttribute("id")
      box.append(part)
    }
    return box
  }

  #answers({ answers }) {
    if (!answers.length) return null
    const list = make("ul", "kb-decision__answers")
    answers.forEach((answer, place) => {
      const item = make("li")
      item.append(button(answer.label, "kb-decision__answer", () => this.#go([...this.#path, place])))
      list.append(item)
    })
    return list
  }

  #bar() {
    const bar = make("div", "kb-decision__bar")
    bar.append(
      button(this.dataset.back, "kb-button--quiet kb-decision__back", () => this.#go(this.#path.slice(0, -1))),
      button(this.dataset.again, "kb-button--quiet kb-decision__again", () => this.#go([])),
    )
    return bar
  }

  #go(path) {
    this.#path = path
    this.#show()
  }
}

customElements.define("kb-decision", Decision)
