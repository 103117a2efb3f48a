// The answer to a question: what is chosen or written, its mark, and the explanation. Without dragging, for any keyboard.
import { mark } from "./answers.js"
import { fill, make, nodes } from "./data.js"
import { optionOrder, startOrder } from "./draw.js"

const LONG = 30
let forms = 0

/** `seed` mixes what is to be mixed; "" leaves choices as they were written. `root`: addresses are from there. */
export class Form {
  #question
  #words
  #root
  #id = `kb-form-${++forms}`
  #fields
  #status = make("p", { class: "kb-form__status", role: "status" })
  #touched = false

  constructor(question, words, { seed = "", root = null, labelledby = "" } = {}) {
    this.#question = question
    this.#words = words
    this.#root = root
    this.#fields = make("div", { class: "kb-form__fields" })
    this.element = make("div", { class: "kb-form", role: "group", "aria-labelledby": labelledby || null }, this.#fields, this.#status)
    this.#build(seed)
    this.#fields.addEventListener("input", () => {
      this.#touched = true
      this.element.dispatchEvent(new CustomEvent("kb:answer", { bubbles: true }))
    })
  }

  /** What was answered, as plain data; null when nothing was. */
  get answer() {
    const { kind } = this.#question
    if (kind === "true-false") {
      const chosen = this.#chosen()
      return chosen.length ? chosen[0] === 0 : null
    }
    if (kind === "short" || kind === "numeric") return this.#fields.querySelector("input").value.trim() || null
    if (kind === "matching") {
      const said = this.#selects().map((select) => (select.value === "" ? -1 : Number(select.value)))
      return said.some((item) => item >= 0) ? said : null
    }
    if (kind === "ordering") return this.#touched ? this.#rows().map((row) => Number(row.dataset.item)) : null
    const chosen = this.#chosen()
    return chosen.length ? chosen : null
  }

  set answer(said) {
    if (said === null || said === undefined) return
    const { kind } = this.#question
    this.#touched = true
    if (kind === "true-false") this.#choose([said ? 0 : 1])
    else if (kind === "short" || kind === "numeric") this.#fields.querySelector("input").value = said
    else if (kind === "matching") {
      this.#selects().forEach((select, place) => (select.value = said[place] < 0 ? "" : String(said[place])))
      this.#spell()
    } else if (kind === "ordering") {
      const list = this.#fields.querySelector("ol")
      const rows = new Map(this.#rows().map((row) => [Number(row.dataset.item), row]))
      list.append(...said.map((item) => rows.get(item)).filter(Boolean))
      this.#ends()
    } else this.#choose(said)
  }

  /** [points, of] */
  get mark() {
    return mark(this.#question, this.answer)
  }

  /** Say it in the line that a screen reader hears. */
  say(text, state = "") {
    this.#status.textContent = text
    this.#status.dataset.state = state
  }

  /** Lock the fields and explain; "right", "partly", "wrong", or "open" for no answer. `quiet`: nothing is announced. */
  reveal(quiet = false) {
    const [points, of] = this.mark
    const words = this.#words
    const none = this.answer === null
    const state = none ? "open" : points === of ? "right" : points > 0 ? "partly" : "wrong"
    const verdict = none ? (quiet ? words.unanswered_late : "") : state === "partly" ? fill(words.partly, { points, of }) : words[state]
    for (const field of this.#fields.querySelectorAll("input, select, button")) field.disabled = true
    this.element.dataset.state = state
    if (quiet) this.#status.removeAttribute("role")
    this.say(verdict, state)
    this.#explain()
    return state
  }

  #explain() {
    const { kind, options, pairs, items, feedback, truth, accept, number, tolerance, unit } = this.#question
    const words = this.#words
    for (const row of this.#fields.querySelectorAll("[data-option]")) {
      const place = Number(row.dataset.option)
      const right = kind === "true-false" ? (place === 0) === truth : options[place][1]
      const chosen = row.querySelector("input").checked
      row.dataset.state = right ? "right" : chosen ? "wrong" : "other"
      row.append(this.#why(right, chosen, kind === "true-false" ? "" : options[place][2]))
    }
    const right = make("div", { class: "kb-form__solution" })
    if (kind === "short") right.append(make("p", {}, make("strong", {}, `${words.right_answer}: `), accept.join(" / ")))
    if (kind === "numeric") right.append(make("p", {}, make("strong", {}, `${words.right_answer}: `), numeric(number, tolerance, unit)))
    if (kind === "matching") {
      const rows = pairs.map(([left, other]) => make("li", {}, nodes(left, this.#root), " → ", nodes(other, this.#root)))
      right.append(make("p", {}, make("strong", {}, words.right_answer)), make("ul", {}, ...rows))
      this.#selects().forEach((select, place) => (select.closest("li").dataset.state = select.value === String(place) ? "right" : "wrong"))
    }
    if (kind === "ordering") {
      const rows = items.map((item) => make("li", {}, nodes(item, this.#root)))
      right.append(make("p", {}, make("strong", {}, words.right_answer)), make("ol", {}, ...rows))
      this.#rows().forEach((row, place) => (row.dataset.state = Number(row.dataset.item) === place ? "right" : "wrong"))
    }
    if (feedback) right.append(nodes(feedback, this.#root))
    if (right.childNodes.length) this.element.append(right)
  }

  #why(right, chosen, feedback) {
    const box = make("div", { class: "kb-form__why" })
    if (right || chosen) box.append(make("strong", { class: "kb-form__verdict" }, this.#words[right ? "right" : "wrong"]))
    if (feedback) box.append(nodes(feedback, this.#root))
    return box
  }

  #build(seed) {
    const question = this.#question
    const { kind } = question
    if (kind === "short" || kind === "numeric") return this.#buildField(kind)
    if (kind === "matching") return this.#buildPairs(seed)
    if (kind === "ordering") return this.#buildOrder(seed)
    const words = this.#words
    const texts = kind === "true-false" ? [words.true, words.false] : question.options.map((option) => option[0])
    const places = kind === "true-false" || !seed ? texts.map((_, place) => place) : optionOrder(seed, question.id, texts.length)
    for (const place of places) {
      const id = `${this.#id}-${place}`
      const input = make("input", { type: kind === "multiple" ? "checkbox" : "radio", name: this.#id, id, value: place })
      const label = make("label", { for: id }, nodes(texts[place], this.#root))
      this.#fields.append(make("div", { class: "kb-form__option", "data-option": place }, input, label))
    }
  }

  #buildField(kind) {
    const id = `${this.#id}-said`
    const input = make("input", { type: "text", id, autocomplete: "off", autocapitalize: "off", spellcheck: "false", inputmode: kind === "numeric" ? "decimal" : null })
    const unit = this.#question.unit ? ` (${this.#question.unit})` : ""
    this.#fields.append(make("div", { class: "kb-form__field" }, make("label", { for: id }, this.#words.your_answer + unit), input))
  }

  #buildPairs(seed) {
    const { id, pairs } = this.#question
    const places = startOrder(seed || "page", id, pairs.length)
    const list = make("ul", { class: "kb-form__pairs" })
    pairs.forEach(([left], place) => {
      const own = `${this.#id}-${place}`
      const select = make("select", { id: own })
      select.append(new Option(this.#words.choose, ""))
      for (const item of places) select.append(new Option(textOf(pairs[item][1]), String(item)))
      // A select cuts a long text off: what was chosen is shown in full below it
      const chosen = make("span", { class: "kb-form__chosen", "aria-hidden": "true" })
      list.append(make("li", {}, make("label", { for: own }, nodes(left, this.#root)), make("span", {}, select, chosen)))
    })
    list.addEventListener("input", () => this.#spell())
    this.#fields.append(list)
  }

  #spell() {
    for (const select of this.#selects()) {
      const text = select.value === "" ? "" : select.selectedOptions[0].textContent
      select.nextElementSibling.textContent = text.length > LONG ? text : ""
    }
  }

  #buildOrder(seed) {
    const { id, items } = this.#question
    const list = make("ol", { class: "kb-form__order" })
    for (const item of startOrder(seed || "page", id, items.length)) {
      const name = textOf(items[item])
      const up = make("button", { type: "button", class: "kb-form__move", "data-by": "-1", "aria-label": fill(this.#words.up, { item: name }) }, "↑")
      const down = make("button", { type: "button", class: "kb-form__move", "data-by": "1", "aria-label": fill(this.#words.down, { item: name }) }, "↓")
      const text = make("span", { class: "kb-form__text" }, nodes(items[item], this.#root))
      const row = make("div", { class: "kb-form__row" }, text, make("span", { class: "kb-form__moves" }, up, down))
      list.append(make("li", { "data-item": item }, row))
    }
    list.addEventListener("click", (event) => this.#move(event.target.closest("button")))
    this.#fields.append(list)
    this.#ends()
  }

  #move(pressed) {
    const row = pressed?.closest("li")
    if (!row || pressed.getAttribute("aria-disabled") === "true") return
    const rows = this.#rows()
    const place = rows.indexOf(row)
    const other = rows[place + Number(pressed.dataset.by)]
    if (!other) return
    if (pressed.dataset.by === "1") other.after(row)
    else other.before(row)
    pressed.focus() // what was moved keeps the focus
    this.#ends()
    this.say(fill(this.#words.moved, { item: row.querySelector(".kb-form__text").textContent, n: this.#rows().indexOf(row) + 1, total: rows.length }))
    pressed.dispatchEvent(new Event("input", { bubbles: true }))
  }

  /** The first can't go up, the last not down; a button that has the focus is not taken away. */
  #ends() {
    const rows = this.#rows()
    rows.forEach((row, place) => {
      const [up, down] = row.querySelectorAll("button")
      up.setAttribute("aria-disabled", String(place === 0))
      down.setAttribute("aria-disabled", String(place === rows.length - 1))
    })
  }

  #chosen() {
    return [...this.#fields.querySelectorAll("input:checked")].map((input) => Number(input.value)).sort((a, b) => a - b)
  }

  #choose(places) {
    for (const input of this.#fields.querySelectorAll("input")) input.checked = places.includes(Number(input.value))
  }

  #selects() {
    return [...this.#fields.querySelectorAll("select")]
  }

  #rows() {
    return [...this.#fields.querySelectorAll("ol > li[data-item]")]
  }
}

/** What there is to choose from, in the order in which a seed shows it; nothing where the answer is written. */
export function shownTexts(question, seed, words) {
  const { id, kind, options, pairs, items } = question
  if (kind === "true-false") return [words.true, words.false]
  if (pairs.length) return startOrder(seed, id, pairs.length).map((place) => pairs[place][1])
  if (items.length) return startOrder(seed, id, items.length).map((place) => items[place])
  return optionOrder(seed, id, options.length).map((place) => options[place][0])
}

function textOf(html) {
  return nodes(html).textContent.trim().replace(/\s+/g, " ")
}

function numeric(number, tolerance, unit) {
  const say = (value) => value.toLocaleString(document.documentElement.lang || undefined, { maximumFractionDigits: 10 })
  return [say(number), tolerance ? `± ${say(tolerance)}` : "", unit].filter(Boolean).join(" ")
}
