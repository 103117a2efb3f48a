// <kb-reply>: words to send or say. Fills the placeholders, offers variants for other readers and languages, and copies as
// plain text. Only the agent's own name is remembered.
import { recall, remember } from "../storage.js"
import { button, make } from "./elements.js"
import { paragraphOf, plainText } from "./reply-text.js"

const AGENT = "kb-agent"
const FILLED = "kb:filled"
const values = new Map([["agent", recall(AGENT) ?? ""]])

export class Reply extends HTMLElement {
  #texts = new Map() // language → the element with the text
  #bar = null
  #status = null

  connectedCallback() {
    document.addEventListener(FILLED, this.#follow)
    if (this.#bar) return
    const own = this.querySelector(".kb-reply__text")
    this.#texts.set("", own)
    this.#bar = make("div", "kb-reply__bar")
    this.#status = make("p", "kb-reply__status")
    this.#status.setAttribute("role", "status")
    this.#addLanguages(own)
    this.#bar.append(button(this.dataset.copy, "kb-reply__copy", () => this.#copy()), this.#status)
    this.querySelector("figure").append(this.#bar)
    for (const text of this.#texts.values()) this.#fillable(text)
    this.#group()
  }

  disconnectedCallback() {
    document.removeEventListener(FILLED, this.#follow)
  }

  get #shown() {
    return [...this.#texts.values()].find((text) => !text.hidden)
  }

  /** Where the page, or the panel, says more about its replies. */
  get #around() {
    return this.closest("kb-call-panel") ?? document.querySelector(".kb-article") ?? document
  }

  get #names() {
    try {
      return JSON.parse(this.#around.querySelector("[data-kb-slots]").dataset.kbSlots)
    } catch {
      return {}
    }
  }

  /** Each placeholder becomes a field, in its place in the text. */
  #fillable(text) {
    for (const slot of text.querySelectorAll(".kb-slot")) {
      const name = slot.dataset.slot
      const field = make("input", "kb-reply__field")
      field.type = "text"
      field.autocomplete = "off"
      field.spellcheck = false
      field.placeholder = this.#names[name] ?? name
      field.setAttribute("aria-label", field.placeholder)
      field.addEventListener("input", () => fill(name, field.value))
      field.addEventListener("keydown", (event) => event.key === "Enter" && this.#copy())
      const words = make("span", "kb-reply__value", slot.textContent)
      slot.replaceChildren(words, field)
    }
    this.#follow()
  }

  #follow = () => {
    for (const slot of this.querySelectorAll(".kb-slot")) {
      const [words, field] = slot.children
      if (!field) continue
      const value = values.get(slot.dataset.slot) ?? ""
      if (field.value !== value) field.value = value
      field.size = Math.max((value || field.placeholder).length, 3)
      words.textContent = value || `{{${slot.dataset.slot}}}`
      slot.toggleAttribute("data-filled", Boolean(value))
    }
  }

  /** The same reply in other languages, which the page brings along as plain text. */
  #addLanguages(own) {
    const others = [...this.#around.querySelectorAll(`[data-kb-reply="${CSS.escape(this.dataset.reply ?? this.id)}"]`)]
    if (!others.length) return
    const language = own.lang || this.closest("[lang]").lang
    const choice = this.#choice(this.dataset.language)
    const offer = (code, name, text) => {
      const pressed = () => this.#press(choice, chosen, () => this.#change(text))
      const chosen = button(name, "kb-reply__variant", pressed)
      chosen.lang = code
      chosen.setAttribute("aria-pressed", String(text === own))
      choice.append(chosen)
    }
    offer(language, this.dataset.own, own)
    for (const other of others) {
      const text = make("blockquote", "kb-reply__text")
      text.lang = other.lang
      text.hidden = true
      text.dataset.added = ""
      for (const paragraph of other.textContent.split(/\n{2,}/)) text.append(paragraphOf(paragraph))
      own.after(text)
      this.#texts.set(other.lang, text)
      offer(other.lang, other.dataset.name, text)
    }
    this.#bar.append(choice)
  }

  #change(text) {
    for (const other of this.#texts.values()) other.hidden = other !== text
  }

  /** Replies with one title, one after the other, are the same for different people: one is shown, the reader chooses. */
  #group() {
    if (this.closest("kb-call-panel")) return // there the person on the line chooses for all
    const title = (reply) => reply?.querySelector?.(".kb-reply__title")?.textContent
    if (title(this.previousElementSibling) === title(this)) return
    const group = [this]
    for (let next = this.nextElementSibling; next && title(next) === title(this); next = next.nextElementSibling) group.push(next)
    if (group.length < 2) return
    const choice = this.#choice(this.dataset.variant)
    choice.classList.add("kb-reply__group")
    for (const reply of group) {
      const name = reply.querySelector(".kb-reply__label")?.textContent ?? title(reply)
      const pressed = () => this.#press(choice, chosen, () => group.forEach((other) => other.toggleAttribute("data-other", other !== reply)))
      const chosen = button(name, "kb-reply__variant", pressed)
      chosen.setAttribute("aria-pressed", String(reply === this))
      choice.append(chosen)
      reply.toggleAttribute("data-other", reply !== this)
    }
    this.before(choice)
  }

  #choice(label) {
    const choice = make("div", "kb-reply__choice")
    choice.setAttribute("role", "group")
    choice.setAttribute("aria-label", label)
    return choice
  }

  #press(choice, chosen, action) {
    for (const other of choice.children) other.setAttribute("aria-pressed", String(other === chosen))
    action()
  }

  async #copy() {
    const missing = new Set()
    const filled = (name) => {
      if (!values.get(name)) missing.add(this.#names[name] ?? name)
      return values.get(name) || `{{${name}}}`
    }
    const text = plainText(this.#shown, filled)
    try {
      await navigator.clipboard.writeText(text)
      const left = [...missing].join(", ")
      this.#status.textContent = left ? `${this.dataset.copied} ${this.dataset.left} ${left}` : this.dataset.copied
      this.#status.toggleAttribute("data-warns", Boolean(left))
    } catch {
      this.#byHand(text)
    }
  }

  /** Where the clipboard is forbidden, the text stands ready, selected. */
  #byHand(text) {
    const box = this.querySelector("textarea") ?? make("textarea", "kb-reply__by-hand")
    box.readOnly = true
    box.value = text
    box.rows = Math.min(text.split("\n").length + 1, 12)
    box.setAttribute("aria-label", this.dataset.byHand)
    this.#status.textContent = this.dataset.byHand
    this.#bar.after(box)
    box.focus()
    box.select()
  }
}

function fill(name, value) {
  values.set(name, value)
  if (name === "agent") remember(AGENT, value)
  document.dispatchEvent(new CustomEvent(FILLED))
}

customElements.define("kb-reply", Reply)
