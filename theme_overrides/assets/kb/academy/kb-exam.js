// <kb-exam>: a mock exam. The start, the questions one by one, a review, and the result; each is a panel of its own.
import { forget, recall, remember } from "../storage.js"
import { base, button, fill, loadBank, make, wordsOf } from "./data.js"
import { Clock } from "./exam-clock.js"
import { paperOf, textOf } from "./exam-parts.js"
import { resultParts } from "./exam-result.js"
import { startForm } from "./exam-start.js"
import { begin, newSeed, restore, result } from "./exam-state.js"
import { Form } from "./form.js"
import { progress } from "./progress.js"
import { review } from "./reviews.js"

export class Exam extends HTMLElement {
  #words = {}
  #exam = null
  #bank = null
  #state = null
  #questions = []
  #forms = new Map()
  #clock = null
  #panel = null

  connectedCallback() {
    if (this.#panel || !this.dataset.blueprint) return
    this.#words = wordsOf(this)
    const { questions, minutes, pass, blueprint } = this.dataset
    this.#exam = {
      questions: Number(questions),
      minutes: Number(minutes),
      pass: Number(pass),
      blueprint: JSON.parse(blueprint),
      partial: this.hasAttribute("data-partial"),
    }
    this.#panel = make("div", { class: "kb-exam__panel", tabindex: "-1" })
    this.append(this.#panel)
    this.#showStart()
  }

  disconnectedCallback() {
    this.#clock?.stop()
  }

  get #key() {
    return `kb-exam:${location.pathname}`
  }

  #keep(state = this.#state) {
    this.#state = state
    remember(this.#key, JSON.stringify(state))
  }

  /** A panel with a title that has the focus. */
  #show(stage, title, ...parts) {
    this.dataset.stage = stage
    const heading = make("h2", { class: "kb-exam__title", tabindex: "-1" }, title)
    this.#panel.replaceChildren(...(stage === "result" ? [] : [this.#clock.element]), heading, ...parts)
    heading.focus()
  }

  #showStart() {
    this.#clock?.stop()
    this.dataset.stage = "start"
    const kept = recall(this.#key)
    const form = startForm({
      words: this.#words,
      minutes: this.#exam.minutes,
      begin: (seed, minutes, status) => this.#open(status, () => this.#begin(seed || newSeed(), minutes, status)),
      goOn: kept && ((status) => this.#open(status, () => this.#goOn(kept))),
    })
    this.#panel.replaceChildren(form)
  }

  async #open(status, then) {
    status.textContent = this.#words.exam_loading
    try {
      this.#bank = await loadBank()
    } catch {
      status.textContent = this.#words.exam_failed
      return
    }
    if (this.isConnected) then()
  }

  #begin(seed, minutes, status) {
    const state = begin(this.#exam, this.#bank, seed, minutes, Date.now())
    if (state.ids.length) this.#run(state)
    else status.textContent = this.#words.exam_empty
  }

  /** One whose questions have changed meanwhile can't go on. */
  #goOn(kept) {
    const state = restore(kept, this.#bank)
    if (state) this.#run(state)
    else {
      forget(this.#key)
      this.#showStart()
    }
  }

  #run(state) {
    const known = new Map(this.#bank.questions.map((question) => [question.id, question]))
    this.#keep(state)
    this.#questions = state.ids.map((id) => known.get(id))
    this.#forms.clear()
    this.#clock?.stop()
    this.#clock = new Clock(this.#words, () => this.#state, (changed) => this.#keep(changed))
    if (state.finished) this.#showResult()
    else {
      this.#clock.start()
      this.#showQuestion(state.at)
    }
  }

  #form = (question) => {
    if (!this.#forms.has(question.id)) {
      const form = new Form(question, this.#words, { seed: this.#state.seed, root: base(), labelledby: `kb-exam-text-${question.id}` })
      form.answer = this.#state.answers[question.id]
      form.element.addEventListener("kb:answer", () => {
        const { [question.id]: _, ...others } = this.#state.answers
        const said = form.answer
        this.#keep({ ...this.#state, answers: said === null ? others : { ...others, [question.id]: said } })
      })
      this.#forms.set(question.id, form)
    }
    return this.#forms.get(question.id)
  }

  #showQuestion(place) {
    const words = this.#words
    const question = this.#questions[place]
    const total = this.#questions.length
    this.#keep({ ...this.#state, at: place })
    const flag = make("input", { type: "checkbox", id: "kb-exam-flag" })
    flag.checked = this.#state.flags.includes(question.id)
    flag.addEventListener("change", () => {
      const others = this.#state.flags.filter((id) => id !== question.id)
      this.#keep({ ...this.#state, flags: flag.checked ? [...others, question.id] : others })
    })
    const previous = button(words.exam_previous, () => this.#showQuestion(place - 1))
    previous.disabled = place === 0
    const end = (name) => button(words.exam_review, () => this.#showReview(), name)
    const following = button(words.exam_next, () => this.#showQuestion(place + 1), "kb-button--first")
    this.#show(
      "question",
      fill(words.exam_question, { n: place + 1, total }),
      textOf(question, this.#bank, words, `kb-exam-text-${question.id}`),
      this.#form(question).element,
      make("p", { class: "kb-exam__flag" }, flag, make("label", { for: "kb-exam-flag" }, words.exam_flag)),
      make("div", { class: "kb-exam__bar" }, previous, ...(place + 1 < total ? [following, end()] : [end("kb-button--first")])),
    )
  }

  #showReview() {
    const words = this.#words
    const { ids, answers, flags, at } = this.#state
    const rows = ids.map((id, place) => {
      const states = [words[id in answers ? "exam_answered" : "exam_open"], ...(flags.includes(id) ? [words.exam_flagged] : [])]
      const text = fill(words.exam_question, { n: place + 1, total: ids.length })
      const go = button(`${text}: ${states.join(", ")}`, () => this.#showQuestion(place), "kb-exam__jump")
      go.dataset.state = id in answers ? "answered" : "open"
      go.toggleAttribute("data-flagged", flags.includes(id))
      return make("li", {}, go)
    })
    const open = ids.filter((id) => !(id in answers)).length
    const status = make("p", { class: "kb-exam__status", role: "status" })
    this.#show(
      "review",
      words.exam_review,
      make("p", {}, fill(words.exam_summary, { answered: ids.length - open, total: ids.length, flagged: flags.length })),
      make("ol", { class: "kb-exam__overview" }, ...rows),
      status,
      make(
        "div",
        { class: "kb-exam__bar" },
        button(words.exam_back, () => this.#showQuestion(at)),
        this.#submit(open, status),
        button(words.exam_print, () => print()),
      ),
      paperOf(this.#questions, this.#bank, words, this.#state),
    )
  }

  /** The one submit; with open questions it asks once more. */
  #submit(open, status) {
    const words = this.#words
    let sure = open === 0
    const submit = button(words.exam_submit, () => {
      if (sure) {
        this.#clock.stop()
        this.#keep({ ...this.#state, finished: Date.now() })
        this.#showResult(true)
        return
      }
      sure = true
      submit.textContent = words.exam_really
      status.textContent = fill(words.exam_submit_open, { open })
    }, "kb-button--first")
    return submit
  }

  #showResult(first = false) {
    const [words, bank, questions] = [this.#words, this.#bank, this.#questions]
    const marks = new Map(questions.map((question) => [question.id, this.#form(question).mark]))
    const found = result(questions, marks, this.#exam)
    if (first) this.#record(found, marks)
    const again = button(words.exam_new, () => {
      forget(this.#key)
      this.#showStart()
      this.#panel.focus()
    })
    this.#show(
      "result",
      words[found.passed ? "exam_passed" : "exam_not_passed"],
      ...resultParts({ questions, bank, words, exam: this.#exam, state: this.#state, found, formOf: this.#form }),
      make("div", { class: "kb-exam__bar" }, again, button(words.exam_print, () => print())),
    )
  }

  /** Into the trainee's progress: the result, and a review of each question that was answered. */
  #record({ points, of, percent, passed }, marks) {
    const { seed, version, answers } = this.#state
    const title = (this.querySelector(":scope > .kb-exam__title") ?? document.querySelector("h1")).textContent.trim()
    progress.put("exam", this.#name(), { title, seed, version, points, of, percent, passed })
    for (const [id, [got, all]] of marks) {
      if (id in answers) review(id, got === all ? "good" : "again")
    }
  }

  /** The id of the article that the exam is on. */
  #name() {
    const here = location.href.split(/[?#]/)[0].replace(/index\.html$/, "")
    const found = Object.entries(this.#bank.exams).find(([, url]) => new URL(url, base()).href === here)
    return found ? found[0] : "exam"
  }
}

customElements.define("kb-exam", Exam)
