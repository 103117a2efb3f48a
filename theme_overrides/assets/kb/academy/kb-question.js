// <kb-question>: a question in a lesson that can be answered and checked at once. Without it the answer is in the details.
import { button, questionOf, wordsOf } from "./data.js"
import { Form } from "./form.js"
import { review } from "./reviews.js"

export class Question extends HTMLElement {
  #question = null
  #words = {}
  #form = null
  #bar = null
  #counted = false

  connectedCallback() {
    if (this.#bar) return
    this.#question = questionOf(this)
    if (!this.#question) return
    this.#words = wordsOf(this)
    const [text, ask] = [".kb-question__text", ".kb-question__ask"].map((name) => this.querySelector(name))
    text.id ||= `${this.id}-text`
    ask.id ||= `${this.id}-ask`
    this.#bar = document.createElement("div")
    this.#bar.className = "kb-question__bar"
    this.append(this.#bar)
    this.setAttribute("data-live", "")
    this.#start()
  }

  #start() {
    this.#form?.element.remove()
    this.#form = new Form(this.#question, this.#words, { labelledby: `${this.id}-text ${this.id}-ask` })
    this.#bar.before(this.#form.element)
    this.#bar.replaceChildren(
      button(this.#words.check, () => this.#check(), "kb-button--first"),
      button(this.#words.show, () => this.#end()),
    )
    this.#form.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input[type=text]")) this.#check()
    })
  }

  #check() {
    if (this.#form.answer === null) {
      this.#form.say(this.#words.unanswered)
      return
    }
    const state = this.#end()
    // The first try tells what is known; a second one right after it does not
    if (!this.#counted) review(this.#question.id, state === "right" ? "good" : "again")
    this.#counted = true
  }

  #end() {
    const held = this.contains(document.activeElement)
    const state = this.#form.reveal()
    const again = button(this.#words.again, () => {
      this.#start()
      this.querySelector(".kb-form :is(input, select, button)")?.focus()
    })
    this.#counted ||= state === "open" // whoever has seen the answer is not asked again
    this.#bar.replaceChildren(again)
    if (held) again.focus()
    return state
  }
}

customElements.define("kb-question", Question)
