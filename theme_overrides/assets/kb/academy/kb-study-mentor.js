// <kb-study-mentor>: a mentor confirms objectives with name and day. A note, not a signature; the page says so.
import { showConfirmed } from "./confirmed.js"
import { CHANGED, progress } from "./progress.js"
import { fill, today, studyWords } from "./study.js"

export class StudyMentor extends HTMLElement {
  #words = {}

  connectedCallback() {
    this.#words = studyWords()
    const day = this.querySelector("[name=day]")
    day.max = today()
    if (!day.value) day.value = today()
    this.querySelector("form").addEventListener("submit", this.#confirm)
    document.addEventListener(CHANGED, this.#show)
    this.#show()
  }

  disconnectedCallback() {
    this.querySelector("form").removeEventListener("submit", this.#confirm)
    document.removeEventListener(CHANGED, this.#show)
  }

  #confirm = (event) => {
    event.preventDefault()
    const by = this.querySelector("[name=name]").value.trim()
    const on = this.querySelector("[name=day]").value
    const chosen = [...this.querySelectorAll("[name=objective]:checked")]
    if (!by || !on || !chosen.length) return this.#say(this.#words.mentor_none)
    if (on > today()) return this.#say(this.#words.mentor_future)
    let error = ""
    for (const box of chosen) {
      const item = box.closest("[data-objective]")
      const text = item.querySelector("label span").textContent
      error ||= progress.put("confirmed", item.dataset.objective, { by, on, text })
      box.checked = false
    }
    this.#say(error ? this.#words[`error_${error}`] : this.#words.mentor_kept)
  }

  #show = () => {
    const count = showConfirmed(this, this.#words, this.dataset.language, (item) => [" ", this.#withdrawing(item)])
    this.querySelector(".kb-mentor__count").textContent = count ? ` (${count})` : ""
  }

  #withdrawing(item) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "kb-button kb-button--quiet"
    button.textContent = this.#words.withdraw_short
    button.ariaLabel = fill(this.#words.withdraw, { text: item.querySelector("label span").textContent })
    button.addEventListener("click", () => {
      progress.put("confirmed", item.dataset.objective, { withdrawn: true })
      item.querySelector("input").focus()
    })
    return button
  }

  #say(text) {
    this.querySelector("[role=status]").textContent = text
  }
}

customElements.define("kb-study-mentor", StudyMentor)
