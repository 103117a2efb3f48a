// <kb-study-record>: the record of study, filled from the notes of this browser.
import { showConfirmed } from "./confirmed.js"
import { CHANGED, progress } from "./progress.js"
import { dayText, fill, moduleState, progressText, stepRecords, today, studyWords } from "./study.js"

/** What can be said of an exam's record: its title, its result, its day. Anything else in it is left alone. */
export function examLine(record, language) {
  if (typeof record.title !== "string" || typeof record.percent !== "number") return ""
  const day = dayText(String(record.on ?? record.at ?? ""), language)
  return `${record.title}: ${Math.round(record.percent)} %, ${day}`
}

export class StudyRecord extends HTMLElement {
  #words = {}

  connectedCallback() {
    this.#words = studyWords()
    const name = this.querySelector("[name=name]")
    name.value = progress.get("profile", "name")?.text ?? ""
    name.addEventListener("input", this.#named)
    document.addEventListener(CHANGED, this.#show)
    this.#show()
  }

  disconnectedCallback() {
    this.querySelector("[name=name]").removeEventListener("input", this.#named)
    document.removeEventListener(CHANGED, this.#show)
  }

  #named = (event) => {
    progress.put("profile", "name", { text: event.target.value })
    this.#show()
  }

  #show = () => {
    const { edition, language } = this.dataset
    const records = stepRecords()
    let [done, minutes] = [0, 0]
    for (const row of this.querySelectorAll("[data-module][data-steps]")) {
      const state = moduleState(records, row.dataset.module, JSON.parse(row.dataset.steps), edition)
      done += state.done
      minutes += state.minutes
      const part = fill(this.#words.record_part, { done: state.done, total: state.minutes })
      const said = state.finished ? dayText(state.day, language) : state.begun ? part : this.#words.record_not
      row.querySelector("[data-say=done]").textContent = said
    }
    this.#say("name", this.querySelector("[name=name]").value.trim() || "—")
    this.#say("day", dayText(today(), language))
    this.#say("progress", progressText(this.#words.progress, done, minutes))
    showConfirmed(this, this.#words, language)
    const exams = progress.all("exam").map(([, record]) => examLine(record, language)).filter(Boolean)
    const section = this.querySelector(".kb-record__exams")
    section.hidden = !exams.length
    section.querySelector("ul").replaceChildren(...exams.map((text) => Object.assign(document.createElement("li"), { textContent: text })))
    const trouble = progress.trouble()
    this.querySelector(".kb-study__trouble").textContent = trouble ? this.#words[`error_${trouble}`] : ""
  }

  #say(name, text) {
    this.querySelector(`[data-say=${name}]`).textContent = text
  }
}

customElements.define("kb-study-record", StudyRecord)
