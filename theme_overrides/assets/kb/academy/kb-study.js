// <kb-study>: the plan of a module, or the map of a path: how far one is, what is open and locked, and the way on.
import { CHANGED, progress } from "./progress.js"
import "./kb-study-tick.js"
import { fill, moduleState, progressText, stepRecords, studyWords } from "./study.js"

/** The module to go on with: where one was last, else the first that is open, else the first unfinished. */
export function following(modules, last) {
  const left = modules.filter((module) => !module.finished)
  return left.find((module) => module.id === last) ?? left.find((module) => !module.waits.length) ?? left[0]
}

/** Of each module: which of those that it needs are not finished. Only modules on the page are known. */
export function waiting(needs, modules) {
  return needs.map((id) => modules.find((module) => module.id === id)).filter((module) => module && !module.finished)
}

export class Study extends HTMLElement {
  #words = {}
  #next = null

  connectedCallback() {
    this.#words = studyWords()
    document.addEventListener(CHANGED, this.#show)
    this.addEventListener("click", this.#follow)
    this.#show()
  }

  disconnectedCallback() {
    document.removeEventListener(CHANGED, this.#show)
    this.removeEventListener("click", this.#follow)
  }

  /** Whoever follows a link from here was in that module last. */
  #follow = ({ target }) => {
    if (!target.closest("a[href]")) return
    const module = target.closest("[data-module][data-steps]") ?? (target.closest(".kb-study__on") && this.#next?.element)
    if (!module) return
    const step = target.closest("[data-step]")?.dataset.step ?? ""
    progress.put("profile", "last", { module: module.dataset.module, step })
  }

  #modules() {
    const records = stepRecords()
    const modules = [...this.querySelectorAll("[data-module][data-steps]")].map((element) => {
      const steps = JSON.parse(element.dataset.steps)
      const id = element.dataset.module
      return { id, element, steps, ...moduleState(records, id, steps, this.dataset.edition) }
    })
    for (const module of modules) module.waits = waiting(module.element.dataset.needs.split(" "), modules)
    return modules
  }

  #show = () => {
    const modules = this.#modules()
    const done = modules.reduce((total, module) => total + module.done, 0)
    const minutes = modules.reduce((total, module) => total + module.minutes, 0)
    const bar = this.querySelector("progress")
    bar.max = minutes || 1
    bar.value = done
    this.querySelector(".kb-study__sum span").textContent = progressText(this.#words.progress, done, minutes)
    const trouble = progress.trouble()
    this.querySelector(".kb-study__trouble").textContent = trouble ? this.#words[`error_${trouble}`] : ""
    if (this.dataset.at === "path") for (const module of modules) this.#state(module)
    this.#wayOn(modules, done)
  }

  #state({ element, finished, begun, waits }) {
    const state = finished ? "done" : begun ? "begun" : waits.length ? "locked" : "open"
    element.dataset.state = state
    const names = waits.map((module) => fill(this.#words.quoted, { name: titleOf(module) })).join(", ")
    element.querySelector(".kb-map__state").textContent = fill(this.#words[`state_${state}`], { names })
  }

  #wayOn(modules, done) {
    const place = this.querySelector(".kb-study__on")
    const module = following(modules, progress.get("profile", "last")?.module)
    const link = module && this.#linkOf(module)
    this.#next = module
    if (!link) {
      place.textContent = modules.length ? this.#words.finished : ""
      return
    }
    const way = place.querySelector("a") ?? document.createElement("a")
    way.className = "kb-button"
    way.href = link.getAttribute("href")
    way.lang = link.lang
    way.textContent = fill(done ? this.#words.continue : this.#words.begin, { title: link.textContent.trim() })
    if (way.parentElement !== place) place.replaceChildren(way)
  }

  /** In a path the module itself, in a module its first step that is not done. */
  #linkOf({ element, states }) {
    if (this.dataset.at === "path") return element.querySelector("h3 a")
    return element.querySelectorAll("[data-step] .kb-plan__what a")[states.indexOf("open")]
  }
}

function titleOf({ element }) {
  return element.querySelector("h3 a")?.textContent.trim() ?? element.dataset.module
}

customElements.define("kb-study", Study)
