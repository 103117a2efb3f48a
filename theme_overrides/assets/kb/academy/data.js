// Questions as data: read off the page where they stand, or from the edition's file (kb/training/questions/data.py).

const FORMAT = 1

/** The root of the edition. */
export function base() {
  return String(window.__md_scope ?? new URL(".", document.baseURI))
}

/** The words of the interface: those of the element, else of any other on the page. */
export function wordsOf(element) {
  const holder = element.closest("[data-question-words]") ?? document.querySelector("[data-question-words]")
  return JSON.parse(holder?.dataset.questionWords ?? "{}")
}

/** «{n} of {total}» with values in it. */
export function fill(pattern, values) {
  return (pattern ?? "").replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

/** The question that an element <kb-question> shows; null where it is not whole. */
export function questionOf(element) {
  const { question: id, kind, objective } = element.dataset
  const find = (selector) => element.querySelector(selector)
  const all = (selector) => [...element.querySelectorAll(selector)]
  const html = (found) => found?.innerHTML ?? ""
  if (!kind || !find(".kb-question__answer")) return null
  const data = find(".kb-question__solution")?.dataset ?? {}
  return {
    id,
    kind,
    objective,
    text: html(find(".kb-question__text")),
    options: all(".kb-question__key > li").map((item) => [
      html(item.querySelector(".kb-question__verdict + span")),
      item.hasAttribute("data-right"),
      html(item.querySelector(".kb-question__why")),
    ]),
    truth: data.truth === "true",
    accept: JSON.parse(data.accept ?? "[]"),
    number: Number(data.number),
    tolerance: Number(data.tolerance ?? 0),
    unit: data.unit ?? "",
    pairs: all(".kb-question__pairs tbody tr").map((row) => [...row.cells].map(html)),
    headings: all(".kb-question__pairs thead th").map(html),
    items: all(".kb-question__order > li").map(html),
    feedback: html(find(".kb-question__feedback")),
  }
}

let loading = null

/** Everything that the edition has to ask: {version, objectives, articles, scenarios, exams, questions}. */
export function loadBank() {
  loading ??= read().catch((error) => {
    loading = null // what failed may be tried again
    throw error
  })
  return loading
}

async function read() {
  const address = new URL("kb/academy/questions.json", base())
  const data = address.protocol === "file:" ? await readScript(address) : await readFile(address)
  if (data.format !== FORMAT) throw new Error(`format ${data.format}`)
  for (const question of data.questions) whole(question)
  return data
}

async function readFile(address) {
  const response = await fetch(address, { cache: "no-cache", credentials: "same-origin" })
  if (!response.ok) throw new Error(`${response.status} ${address}`)
  return response.json()
}

/** From a folder nothing can be fetched, but scripts load: this one sets a name. */
function readScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = address.href.replace(/json$/, "js")
    script.onload = () => resolve(globalThis.kbQuestions)
    script.onerror = () => reject(new Error(script.src))
    document.head.append(script)
  })
}

/** What is empty was left out of the file. */
function whole(question) {
  for (const name of ["options", "accept", "pairs", "headings", "items", "sources"]) question[name] ??= []
  for (const name of ["text", "feedback", "objective", "unit"]) question[name] ??= ""
}

/** HTML as nodes, with addresses from the root of the edition. */
export function nodes(html, root = null) {
  const holder = document.createElement("template")
  holder.innerHTML = html
  if (root) {
    for (const element of holder.content.querySelectorAll("[href], [src]")) {
      const name = element.hasAttribute("href") ? "href" : "src"
      element.setAttribute(name, new URL(element.getAttribute(name), root).href)
    }
  }
  return holder.content
}

/** A new element: make("p", {class: "x"}, "text", node). */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "")
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value)
  }
  element.append(...children)
  return element
}

/** A button that does something; the first of its row is the one that is wanted most. */
export function button(label, action, name = "") {
  const look = name.includes("kb-button--first") ? "kb-button" : "kb-button kb-button--quiet"
  const made = make("button", { type: "button", class: `${look} ${name}`.trim() }, label)
  made.addEventListener("click", action)
  return made
}
