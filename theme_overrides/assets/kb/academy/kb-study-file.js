// <kb-study-file>: progress saved to a file, taken from one, erased.
import { MOST_BYTES, progress } from "./progress.js"
import { fill, today, studyWords } from "./study.js"

export class StudyFile extends HTMLElement {
  #words = {}

  connectedCallback() {
    this.#words = studyWords()
    this.addEventListener("click", this.#act)
    this.querySelector("input").addEventListener("change", this.#chosen)
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#act)
    this.querySelector("input").removeEventListener("change", this.#chosen)
  }

  #act = (event) => {
    const what = event.target.closest("[data-do]")?.dataset.do
    if (what === "export") this.#export()
    if (what === "import") this.querySelector("input").click()
    if (what === "forget" && confirm(this.#words.forget_sure)) {
      const error = progress.forget()
      this.#say(error ? this.#words[`error_${error}`] : this.#words.forgotten)
    }
  }

  #export() {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([progress.text()], { type: "application/json" }))
    link.download = `poradnyk-progress-${today()}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }

  #chosen = async (event) => {
    const input = event.target
    const file = input.files[0]
    if (!file) return
    const result = file.size > MOST_BYTES ? { error: "size" } : await read(file)
    input.value = ""
    if (result.error && result.error !== "unkept") {
      this.#say(this.#words[`error_${result.error}`])
      return
    }
    const told = [fill(this.#words.taken, result)]
    if (result.refused) told.push(fill(this.#words.refused, result))
    if (result.error) told.push(this.#words.error_unkept)
    this.#say(told.join(" "))
  }

  #say(text) {
    this.querySelector("[role=status]").textContent = text
  }
}

async function read(file) {
  try {
    return progress.take(await file.text())
  } catch {
    return { error: "json" }
  }
}

customElements.define("kb-study-file", StudyFile)
