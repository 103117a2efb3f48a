// The result of an exam: the score, each objective, what to read next, and every question with its explanation.
import { fill, make } from "./data.js"
import { sourceLink, sourcesOf, textOf } from "./exam-parts.js"

/** The parts below the title. `found` is what exam-state.js makes of it, `formOf` gives the answered form of a question. */
export function resultParts({ questions, bank, words, exam, state, found, formOf }) {
  const { points, of, percent, passed } = found
  const score = { points: points.toLocaleString(document.documentElement.lang), of, percent, pass: exam.pass }
  return [
    make("p", { class: "kb-exam__score", "data-passed": passed }, fill(words.exam_score, score)),
    make("p", { class: "kb-exam__variant" }, fill(words.exam_variant, state)),
    make("p", { class: "kb-exam__honest" }, words.exam_honest),
    make("h3", {}, words.exam_objectives),
    table(found.objectives, bank, words),
    make("h3", {}, words.exam_read),
    reading(found.read, bank, words),
    make("h3", {}, words.exam_all),
    make("ol", { class: "kb-exam__all" }, ...questions.map((question) => answered(question, bank, words, formOf(question)))),
  ]
}

function table(rows, bank, words) {
  const body = rows.map(([id, points, of]) => {
    const meter = make("progress", { value: points, max: of, "aria-hidden": "true" })
    return make("tr", {}, make("th", { scope: "row" }, bank.objectives[id] ?? id), make("td", {}, `${points} / ${of} `, meter))
  })
  const head = make("tr", {}, make("th", { scope: "col" }, words.exam_objective), make("th", { scope: "col" }, words.exam_result))
  return make("table", { class: "kb-exam__table" }, make("thead", {}, head), make("tbody", {}, ...body))
}

function reading(sources, bank, words) {
  const links = sources.map((source) => sourceLink(source, bank)).filter(Boolean)
  if (!links.length) return make("p", {}, words.exam_none_to_read)
  return make("ul", { class: "kb-exam__read" }, ...links.map((link) => make("li", {}, link)))
}

function answered(question, bank, words, form) {
  form.reveal(true)
  return make("li", {}, textOf(question, bank, words, `kb-exam-text-${question.id}`), form.element, sourcesOf(question, bank, words))
}
