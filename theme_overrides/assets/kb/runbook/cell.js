// The bar below one command: copy it, and for a dangerous one a second, deliberate act before that.
import { copy } from "./copying.js"
import { button, confirmation, inPageLanguage, make } from "./view.js"
import { fill } from "./words.js"

const SHOWN_FOR = 6000

export class CellRoom {
  #cell
  #words
  #say
  #copy
  #status
  #asked = null
  #clearing = 0

  constructor(cell, step, words, say) {
    this.#cell = cell
    this.#words = words
    this.#say = say
    const about = [step ? fill(words.step, step) : "", cell.name].filter(Boolean).join(", ")
    this.#copy = button(cell.danger ? "arm" : "copy", cell.danger ? words.copy_danger : words.copy, { about })
    this.#status = make("p.kb-cell__status")
    this.bar = make("div.kb-cell__bar", {}, this.#copy, this.#status)
    if (cell.danger) this.bar.prepend(make("p.kb-cell__danger", {}, words.danger))
    cell.box.after(this.bar)
    inPageLanguage(this.bar)
  }

  get asked() {
    return this.#asked !== null
  }

  focus() {
    this.#copy.focus({ preventScroll: true })
    this.#copy.scrollIntoView({ block: "center" })
  }

  /** What stands in the way of copying, each with the way to its field. */
  explain(wrong, inputs) {
    const label = (name) => inputs.find((input) => input.name === name)?.label || name
    const parts = wrong.map(({ name, why }) =>
      why === "missing"
        ? button("fetch", fill(this.#words.fetch, { label: label(name) }), { "data-name": name })
        : make("span", {}, fill(this.#words.unquotable, { label: label(name), shell: this.#cell.shell })),
    )
    clearTimeout(this.#clearing)
    this.#status.replaceChildren(this.#words.not_ready, " ", ...parts)
    this.#say(`${this.#words.not_ready} ${parts.map((part) => part.textContent).join(", ")}`)
  }

  /** Names what the command does and with which values. The answer stands in another place, after the way back. */
  arm(details) {
    if (this.#asked) return
    const words = this.#words
    this.#asked = confirmation(words.copy_danger, details.length ? words.danger_ask : words.danger_ask_plain, details, words.danger_yes, words.danger_no, "copy-armed")
    this.#asked.answer = () => {
      this.disarm()
      this.focus()
    }
    this.bar.append(this.#asked)
    this.#cell.box.toggleAttribute("data-kb-armed", true)
    this.#asked.querySelector(".kb-confirm__text").focus({ preventScroll: true })
    this.#asked.scrollIntoView({ block: "center" })
  }

  disarm() {
    this.#asked?.remove()
    this.#asked = null
    this.#cell.box.removeAttribute("data-kb-armed")
  }

  async copy(text) {
    const done = await copy(text)
    if (this.asked && done) {
      this.disarm()
      this.focus()
    }
    // By hand then: it is selected already, also where a dangerous one could not be
    if (!done) getSelection().selectAllChildren(this.#cell.code)
    const told = done ? this.#words.copied : this.#words.not_copied
    this.#status.textContent = told
    this.#say(told)
    clearTimeout(this.#clearing)
    this.#clearing = setTimeout(() => (this.#status.textContent = ""), SHOWN_FOR)
    return done
  }

  /** The values have changed: what was said about the old ones is void. */
  renew() {
    this.disarm()
    if (this.#status.querySelector("button, span")) this.#status.textContent = ""
  }
}
