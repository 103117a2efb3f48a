// <kb-practice>: questions one by one, those first that are due (schedule.js says when), then new ones.
import { base, button, fill, loadBank, make, wordsOf } from "./data.js"
import { sourcesOf, textOf } from "./exam-parts.js"
import { Form } from "./form.js"
import { CHANGED } from "./progress.js"
import { cards, review } from "./reviews.js"
import { today, waiting } from "./schedule.js"

const NEW = 10

export class Practice extends HTMLElement {
  #words = {}
  #bank = null
  #panel = null
  #choice = null
  #queue = []
  #done = 0
  #running = false

  connectedCallback() {
    if (this.#panel) return
    this.#words = wordsOf(this)
    this.#panel = make("div", { class: "kb-practice__panel" })
    this.append(this.#panel)
    this.#load()
    document.addEventListener(CHANGED, this.#refresh)
  }

  disconnectedCallback() {
    document.removeEventListener(CHANGED, this.#refresh)
  }

  #refresh = () => {
    if (!this.#running && this.#bank) this.#showStart()
  }

  async #load() {
    const status = make("p", { role: "status" }, this.#words.exam_loading)
    this.#panel.replaceChildren(status)
    try {
      this.#bank = await loadBank()
      if (this.isConnected) this.#showStart()
    } catch {
      status.textContent = this.#words.exam_failed
      this.#panel.append(button(this.#words.again, () => this.#load()))
    }
  }

  #waiting() {
    const chosen = this.#choice?.value ?? ""
    const fitting = this.#bank.questions.filter(({ objective }) => !chosen || objective === chosen)
    return waiting(fitting, cards(), today())
  }

  #showStart(focus = false) {
    const words = this.#words
    this.#running = false
    this.#choice ??= this.#objectives()
    const { due, fresh } = this.#waiting()
    const go = button(words.practice_start, () => this.#start([...due, ...fresh.slice(0, NEW)]), "kb-button--first")
    const counts = `${fill(words.practice_due, { n: due.length })} · ${fill(words.practice_new, { n: fresh.length })}`
    const parts = [
      make("div", { class: "kb-exam__field" }, make("label", { for: "kb-practice-objective" }, words.practice_objective), this.#choice),
      make("p", { class: "kb-practice__counts", role: "status" }, counts),
    ]
    if (due.length || fresh.length) parts.push(make("div", { class: "kb-exam__bar" }, go))
    else parts.push(make("p", {}, fill(words.practice_done, { day: this.#nextDay() })))
    this.#panel.replaceChildren(...parts, make("p", { class: "kb-exam__hint" }, words.practice_kept))
    if (focus) (parts[2].querySelector("button") ?? this.#choice).focus()
  }

  #objectives() {
    const select = make("select", { id: "kb-practice-objective" })
    select.append(new Option(this.#words.practice_all, ""))
    const used = new Set(this.#bank.questions.map(({ objective }) => objective))
    for (const [id, text] of Object.entries(this.#bank.objectives)) if (used.has(id)) select.append(new Option(text, id))
    select.addEventListener("change", () => {
      this.#showStart()
      select.focus()
    })
    return select
  }

  #nextDay() {
    const known = new Set(this.#bank.questions.map(({ id }) => id))
    const days = [...cards()].filter(([id, card]) => known.has(id) && card.due).map(([, card]) => card.due).sort()
    return days.length ? longDay(days[0]) : "–"
  }

  #start(questions) {
    this.#queue = questions
    this.#done = 0
    this.#running = true
    this.#ask()
  }

  #ask() {
    const words = this.#words
    const question = this.#queue[0]
    if (!question) {
      this.#showEnd()
      return
    }
    const total = this.#done + this.#queue.length
    const title = make("h2", { class: "kb-exam__title", tabindex: "-1" }, fill(words.practice_count, { n: this.#done + 1, total }))
    const text = textOf(question, this.#bank, words, "kb-practice-text")
    const form = new Form(question, words, { seed: today(), root: base(), labelledby: "kb-practice-text" })
    const bar = make("div", { class: "kb-exam__bar" })
    const check = button(words.check, () => {
      if (form.answer === null) form.say(words.unanswered)
      else this.#checked(question, form, bar)
    }, "kb-button--first")
    bar.append(check, button(words.show, () => this.#checked(question, form, bar)))
    form.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input[type=text]")) check.click()
    })
    this.#panel.replaceChildren(title, text, form.element, bar)
    title.focus()
  }

  #checked(question, form, bar) {
    const words = this.#words
    const right = form.reveal() === "right"
    const next = (grade) => () => {
      review(question.id, grade)
      this.#queue.shift()
      this.#done++
      // What was not known is asked once more today
      if (grade === "again") this.#queue.push(question)
      this.#ask()
    }
    const go = button(words.practice_next, next(right ? "good" : "again"), "kb-button--first")
    const more = right ? [button(words.practice_hard, next("hard")), button(words.practice_guess, next("again"))] : []
    bar.before(sourcesOf(question, this.#bank, words))
    bar.replaceChildren(go, ...more)
    go.focus()
  }

  #showEnd() {
    const words = this.#words
    const { fresh } = this.#waiting()
    this.#running = false
    const title = make("p", { class: "kb-exam__title", tabindex: "-1" }, fill(words.practice_done, { day: this.#nextDay() }))
    const more = button(words.practice_more, () => this.#start(fresh.slice(0, NEW)))
    this.#panel.replaceChildren(title, make("div", { class: "kb-exam__bar" }, ...(fresh.length ? [more] : [])))
    title.focus()
  }
}

function longDay(day) {
  return new Date(`${day}T12:00:00`).toLocaleDateString(document.documentElement.lang || undefined, { day: "numeric", month: "long" })
}

customElements.define("kb-practice", Practice)
