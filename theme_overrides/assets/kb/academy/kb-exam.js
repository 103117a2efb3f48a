// <kb-exam>: a mock exam. The start, the questions one by one, a review, and the result; each is a panel of its own.
import { forget, recall, remember } from "../storage.js"
import { base, button, fill, loadBank, make, nodes, wordsOf } from "./data.js"
import { begin, clock, extend, left, newSeed, restore, result } from "./exam-state.js"
import { Form, shownTexts } from "./form.js"
import { progress } from "./progress.js"
import { review } from "./reviews.js"

const WARNING = 5 * 60
const MORE = 10

export class Exam extends HTMLElement {
  #words = {}
  #exam = null
  #bank = null
  #state = null
  #panel = null
  #forms = new Map()
  #ticking = 0
  #warned = false

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
    clearInterval(this.#ticking)
  }

  get #key() {
    return `kb-exam:${location.pathname}`
  }

  #keep() {
    remember(this.#key, JSON.stringify(this.#state))
  }

  #show(name, ...children) {
    this.dataset.stage = name
    this.#panel.replaceChildren(...children)
  }

  // The start

  #showStart() {
    clearInterval(this.#ticking)
    const words = this.#words
    const { minutes } = this.#exam
    const seed = make("input", { type: "text", id: "kb-exam-seed", autocomplete: "off", maxlength: "40" })
    const time = make("select", { id: "kb-exam-time" })
    if (minutes) {
      time.append(
        new Option(fill(words.exam_time_own, { minutes }), String(minutes)),
        new Option(fill(words.exam_time_more, { minutes: minutes * 2 }), String(minutes * 2)),
      )
    }
    time.append(new Option(words.exam_time_off, "0"))
    const status = make("p", { class: "kb-exam__status", role: "status" })
    const form = make(
      "form",
      { class: "kb-exam__start" },
      make("div", { class: "kb-exam__field" }, make("label", { for: "kb-exam-time" }, words.exam_time), time),
      make(
        "div",
        { class: "kb-exam__field" },
        make("label", { for: "kb-exam-seed" }, words.exam_seed),
        seed,
        make("p", { class: "kb-exam__hint" }, words.exam_seed_hint),
      ),
    )
    const kept = recall(this.#key)
    const go = make("button", { type: "submit", class: "kb-button kb-button--first" }, words.exam_start)
    const bar = make("div", { class: "kb-exam__bar" }, go)
    if (kept) bar.prepend(button(words.exam_continue, () => this.#open(status, () => this.#continue(kept, status)), "kb-button--first"))
    if (kept) go.textContent = words.exam_new
    form.append(bar, status)
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#open(status, () => this.#begin(seed.value.trim() || newSeed(), Number(time.value), status))
    })
    this.#show("start", form)
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
    if (!state.ids.length) {
      status.textContent = this.#words.exam_empty
      return
    }
    this.#state = state
    this.#run()
  }

  #continue(kept, status) {
    const state = restore(kept, this.#bank)
    if (!state) {
      forget(this.#key)
      this.#showStart()
      return
    }
    status.textContent = ""
    this.#state = state
    this.#run()
  }

  #run() {
    const known = new Map(this.#bank.questions.map((question) => [question.id, question]))
    this.questions = this.#state.ids.map((id) => known.get(id))
    this.#forms.clear()
    this.#warned = false
    this.#keep()
    if (this.#state.finished) this.#showResult()
    else {
      this.#showQuestion(this.#state.at)
      clearInterval(this.#ticking)
      this.#ticking = setInterval(() => this.#tick(), 1000)
    }
  }

  // A question

  #form(question) {
    if (!this.#forms.has(question.id)) {
      const form = new Form(question, this.#words, { seed: this.#state.seed, root: base(), labelledby: `kb-exam-text-${question.id}` })
      form.answer = this.#state.answers[question.id]
      form.element.addEventListener("kb:answer", () => {
        this.#state.answers[question.id] = form.answer
        if (form.answer === null) delete this.#state.answers[question.id]
        this.#keep()
      })
      this.#forms.set(question.id, form)
    }
    return this.#forms.get(question.id)
  }

  /** The text of a question, with that of its scenario; the answer's fields are found by it. */
  #text(question) {
    const words = this.#words
    const box = make("div", { class: "kb-exam__text", id: `kb-exam-text-${question.id}` })
    if (question.scenario) {
      const told = nodes(this.#bank.scenarios[question.scenario] ?? "", base())
      box.append(make("div", { class: "kb-exam__scenario" }, make("p", { class: "kb-scenario__label" }, words.situation), told))
    }
    box.append(nodes(question.text, base()), make("p", { class: "kb-question__ask" }, words[`ask_${question.kind}`]))
    return box
  }

  #showQuestion(place, focus = true) {
    const words = this.#words
    const { ids, flags } = this.#state
    const question = this.questions[place]
    this.#state.at = place
    this.#keep()
    const title = make("h2", { class: "kb-exam__title", tabindex: "-1" }, fill(words.exam_question, { n: place + 1, total: ids.length }))
    const flag = make("input", { type: "checkbox", id: "kb-exam-flag" })
    flag.checked = flags.includes(question.id)
    flag.addEventListener("change", () => {
      this.#state.flags = flag.checked ? [...flags, question.id] : flags.filter((id) => id !== question.id)
      this.#keep()
    })
    const previous = button(words.exam_previous, () => this.#showQuestion(place - 1))
    previous.disabled = place === 0
    const last = place === ids.length - 1
    this.#show(
      "question",
      this.#clock(),
      title,
      this.#text(question),
      this.#form(question).element,
      make("p", { class: "kb-exam__flag" }, flag, make("label", { for: "kb-exam-flag" }, words.exam_flag)),
      make(
        "div",
        { class: "kb-exam__bar" },
        previous,
        button(last ? words.exam_review : words.exam_next, () => (last ? this.#showReview() : this.#showQuestion(place + 1)), "kb-button--first"),
        ...(last ? [] : [button(words.exam_review, () => this.#showReview())]),
      ),
    )
    if (focus) title.focus()
  }

  // The review before the end

  #showReview() {
    const words = this.#words
    const { ids, answers, flags } = this.#state
    const rows = ids.map((id, place) => {
      const states = [words[id in answers ? "exam_answered" : "exam_open"], ...(flags.includes(id) ? [words.exam_flagged] : [])]
      const text = fill(words.exam_question, { n: place + 1, total: ids.length })
      const go = button(`${text}: ${states.join(", ")}`, () => this.#showQuestion(place), "kb-exam__jump")
      go.dataset.state = id in answers ? "answered" : "open"
      go.toggleAttribute("data-flagged", flags.includes(id))
      return make("li", {}, go)
    })
    const open = ids.filter((id) => !(id in answers)).length
    const title = make("h2", { class: "kb-exam__title", tabindex: "-1" }, words.exam_review)
    const status = make("p", { class: "kb-exam__status", role: "status" })
    const submit = button(words.exam_submit, () => {
      if (open && !submit.dataset.sure) {
        submit.dataset.sure = "yes"
        submit.textContent = words.exam_really
        status.textContent = fill(words.exam_submit_open, { open })
      } else this.#finish()
    }, "kb-button--first")
    this.#show(
      "review",
      this.#clock(),
      title,
      make("p", {}, fill(words.exam_summary, { answered: ids.length - open, total: ids.length, flagged: flags.length })),
      make("ol", { class: "kb-exam__overview" }, ...rows),
      status,
      make(
        "div",
        { class: "kb-exam__bar" },
        button(words.exam_back, () => this.#showQuestion(this.#state.at)),
        submit,
        button(words.exam_print, () => print()),
      ),
      this.#paper(),
    )
    title.focus()
  }

  /** All questions to be answered with a pen; on the screen it is not there. */
  #paper() {
    const { seed, version } = this.#state
    const rows = this.questions.map((question) => {
      const texts = shownTexts(question, seed, this.#words).map((html) => make("li", {}, nodes(html, base())))
      const answer = texts.length ? make("ul", { class: "kb-exam__boxes" }, ...texts) : make("p", {}, `${this.#words.your_answer}: ____________`)
      const left = question.pairs.map(([html]) => make("li", {}, nodes(html, base()), " ____"))
      return make("li", {}, this.#text(question), ...(left.length ? [make("ol", { type: "1" }, ...left)] : []), answer)
    })
    const head = make("p", {}, fill(this.#words.exam_variant, { seed, version }))
    return make("div", { class: "kb-exam__paper" }, head, make("ol", { class: "kb-exam__all" }, ...rows))
  }

  // The clock: shown, never announced every second, extended or switched off at any time

  #clock() {
    const words = this.#words
    const shown = make("p", { class: "kb-exam__left", role: "timer" })
    const note = make("p", { class: "kb-exam__warning", role: "alert" })
    const box = make("div", { class: "kb-exam__clock" }, shown, note)
    if (this.#state.ends !== null) {
      box.append(
        make(
          "div",
          { class: "kb-exam__time" },
          button(words.exam_extend, () => {
            this.#state = extend(this.#state, MORE, Date.now())
            this.#warned = false
            note.textContent = ""
            this.#keep()
            this.#tick()
          }),
          button(words.exam_stop_clock, () => {
            this.#state.ends = null
            this.#keep()
            this.#panel.querySelector(".kb-exam__title")?.focus()
            box.replaceWith(this.#clock())
          }),
        ),
      )
    }
    this.#tick(shown, note)
    return box
  }

  #tick(shown = this.querySelector(".kb-exam__left"), note = this.querySelector(".kb-exam__warning")) {
    if (!shown) return
    const words = this.#words
    const seconds = left(this.#state, Date.now())
    shown.textContent = seconds === null ? words.exam_no_limit : fill(words.exam_left, { time: clock(seconds) })
    if (seconds === null || seconds > WARNING) return
    const text = seconds === 0 ? words.exam_over : words.exam_warning
    if (note.textContent !== text && (seconds === 0 || !this.#warned || !note.textContent)) note.textContent = text
    this.#warned = true
  }

  // The result

  #finish() {
    clearInterval(this.#ticking)
    this.#state.finished = Date.now()
    this.#keep()
    this.#showResult(true)
  }

  #showResult(first = false) {
    const words = this.#words
    const { seed, version } = this.#state
    const marks = new Map(this.questions.map((question) => [question.id, this.#form(question).mark]))
    const found = result(this.questions, marks, this.#exam)
    if (first) this.#remember(found, marks)
    const title = make("h2", { class: "kb-exam__title", tabindex: "-1" }, words[found.passed ? "exam_passed" : "exam_not_passed"])
    const score = { points: found.points.toLocaleString(document.documentElement.lang), of: found.of, percent: found.percent, pass: this.#exam.pass }
    this.#show(
      "result",
      title,
      make("p", { class: "kb-exam__score", "data-passed": found.passed }, fill(words.exam_score, score)),
      make("p", { class: "kb-exam__variant" }, fill(words.exam_variant, { seed, version })),
      make("p", { class: "kb-exam__honest" }, words.exam_honest),
      make("h3", {}, words.exam_objectives),
      this.#table(found.objectives),
      make("h3", {}, words.exam_read),
      this.#reading(found.read),
      make("h3", {}, words.exam_all),
      make("ol", { class: "kb-exam__all" }, ...this.questions.map((question) => this.#answered(question))),
      make(
        "div",
        { class: "kb-exam__bar" },
        button(words.exam_new, () => {
          forget(this.#key)
          this.#showStart()
          this.#panel.focus()
        }),
        button(words.exam_print, () => print()),
      ),
    )
    if (first) title.focus()
  }

  #table(rows) {
    const words = this.#words
    const body = rows.map(([id, points, of]) => {
      const name = this.#bank.objectives[id] ?? id
      const meter = make("progress", { value: points, max: of, "aria-hidden": "true" })
      return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, `${points} / ${of} `, meter))
    })
    const head = make("tr", {}, make("th", { scope: "col" }, words.exam_objective), make("th", { scope: "col" }, words.exam_result))
    return make("table", { class: "kb-exam__table" }, make("thead", {}, head), make("tbody", {}, ...body))
  }

  #reading(sources) {
    const links = sources.map((source) => this.#link(source)).filter(Boolean)
    if (!links.length) return make("p", {}, this.#words.exam_none_to_read)
    return make("ul", { class: "kb-exam__read" }, ...links.map((link) => make("li", {}, link)))
  }

  /** A link to the source of a question, `KB-0101#heading`. */
  #link(source) {
    const [id, anchor] = source.split("#")
    const article = this.#bank.articles[id]
    return article ? make("a", { href: new URL(article.url, base()).href + (anchor ? `#${anchor}` : "") }, article.title) : null
  }

  #answered(question) {
    const form = this.#form(question)
    form.reveal(true)
    return make("li", {}, this.#text(question), form.element, this.#sources(question))
  }

  #sources(question) {
    const links = question.sources.map((source) => this.#link(source)).filter(Boolean)
    return make("p", { class: "kb-exam__source" }, ...links.flatMap((link, place) => [place ? ", " : `${this.#words.sources}: `, link]))
  }

  #remember(found, marks) {
    const { seed, version } = this.#state
    const title = (this.querySelector(":scope > .kb-exam__title") ?? document.querySelector("h1")).textContent.trim()
    const record = { title, seed, version, points: found.points, of: found.of, percent: found.percent, passed: found.passed }
    progress.put("exam", this.#name(), record)
    for (const [id, [points, of]] of marks) {
      if (id in this.#state.answers) review(id, points === of ? "good" : "again")
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
