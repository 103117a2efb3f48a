// Pieces that exam and practice share: the text of a question, links to its sources, and the exam on paper.
import { base, fill, make, nodes } from "./data.js"
import { shownTexts } from "./form.js"

/** The text of a question, below that of its scenario, with what is to be done; the answer's fields are named by `id`. */
export function textOf(question, bank, words, id) {
  const box = make("div", { class: "kb-exam__text", id })
  if (question.scenario) {
    const told = nodes(bank.scenarios[question.scenario] ?? "", base())
    box.append(make("div", { class: "kb-exam__scenario" }, make("p", { class: "kb-scenario__label" }, words.situation), told))
  }
  box.append(nodes(question.text, base()), make("p", { class: "kb-question__ask" }, words[`ask_${question.kind}`]))
  return box
}

/** A link to a source, `KB-0101#heading`; null where the edition doesn't show it. */
export function sourceLink(source, bank) {
  const [id, anchor] = source.split("#")
  const article = bank.articles[id]
  return article ? make("a", { href: new URL(article.url, base()).href + (anchor ? `#${anchor}` : "") }, article.title) : null
}

/** «Read: …» with the sources of a question; empty where there is none. */
export function sourcesOf(question, bank, words) {
  const links = question.sources.map((source) => sourceLink(source, bank)).filter(Boolean)
  return make("p", { class: "kb-exam__source" }, ...links.flatMap((link, place) => [place ? ", " : `${words.sources}: `, link]))
}

/** All questions, to be answered with a pen; on the screen it is not there. */
export function paperOf(questions, bank, words, { seed, version }) {
  const rows = questions.map((question) => {
    const texts = shownTexts(question, seed, words).map((html) => make("li", {}, nodes(html, base())))
    const left = question.pairs.map(([html]) => make("li", {}, nodes(html, base()), " ____"))
    const answer = texts.length ? make("ul", { class: "kb-exam__boxes" }, ...texts) : make("p", {}, `${words.your_answer}: ____________ ${question.unit}`)
    return make("li", {}, textOf(question, bank, words, `kb-paper-${question.id}`), ...(left.length ? [make("ol", {}, ...left)] : []), answer)
  })
  return make("div", { class: "kb-exam__paper" }, make("p", {}, fill(words.exam_variant, { seed, version })), make("ol", { class: "kb-exam__all" }, ...rows))
}
