// <kb-study-tick>: one step, done or not; says when its text has changed since.
import { CHANGED, progress } from "./progress.js"
import { recordOf, stepRecords, stepState, studyWords } from "./study.js"

const listed = (text) => (text ?? "").split(" ").filter(Boolean)

export class StudyTick extends HTMLElement {
  #words = {}

  connectedCallback() {
    this.#words = studyWords()
    this.querySelector("input").addEventListener("change", this.#tick)
    document.addEventListener(CHANGED, this.#show)
    this.#show()
  }

  disconnectedCallback() {
    this.querySelector("input").removeEventListener("change", this.#tick)
    document.removeEventListener(CHANGED, this.#show)
  }

  #tick = () => this.#keep(this.querySelector("input").checked)

  #keep(done) {
    const { module, step, print, edition } = this.dataset
    const { record } = recordOf(stepRecords(), module, step, listed(this.dataset.also), listed(this.dataset.beside))
    const prints = { ...record?.prints, [edition]: print }
    const error = progress.put("step", `${module}:${step}`, { done, prints })
    progress.put("profile", "last", { module, step })
    if (error) this.#say(this.#words[`error_${error}`])
  }

  #show = () => {
    const { module, step, print, edition } = this.dataset
    const records = stepRecords()
    const found = recordOf(records, module, step, listed(this.dataset.also), listed(this.dataset.beside))
    const section = this.closest(".kb-study__used")
    if (section) section.hidden = !progress.get("profile", "last") && !Object.keys(records).length
    const state = stepState(found, print, edition)
    this.querySelector("input").checked = state !== "open"
    this.dataset.state = state
    if (state === "changed") this.#offer()
    else this.#say("")
  }

  #say(text) {
    const place = this.querySelector(".kb-tick__state")
    if (place.textContent !== text) place.textContent = text
  }

  #offer() {
    const place = this.querySelector(".kb-tick__state")
    if (place.querySelector("button")) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "kb-button kb-button--quiet"
    button.textContent = this.#words.seen
    button.addEventListener("click", () => {
      this.#keep(true)
      this.querySelector("input").focus()
    })
    place.replaceChildren(`${this.#words.changed} `, button)
  }
}

customElements.define("kb-study-tick", StudyTick)
