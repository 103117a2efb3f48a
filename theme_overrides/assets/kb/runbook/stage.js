// What a run looks like: builds the controls into the page once, and then changes only what is different.
import { Bar } from "./bar.js"
import { CellRoom } from "./cell.js"
import { phase } from "./state.js"
import { confirmation, dressStep, ending, inPageLanguage, make, noteField, panel, setText } from "./view.js"
import { fill, timeOfDay } from "./words.js"

const MANY = 60

export class Stage {
  revealed = false
  #host
  #words
  #inputs
  #steps
  #parts = new Map()
  #one = false
  #current = null

  constructor(host, { words, inputs, steps, cells, minutes }) {
    this.#host = host
    this.#words = words
    this.#inputs = inputs
    this.#steps = steps
    this.panel = panel(inputs, words)
    this.bar = new Bar(words, steps, minutes, (text) => this.say(text))
    this.ending = ending(words)
    this.status = make("p.kb-hidden", { role: "status" })
    for (const step of steps) this.#parts.set(step.key, dressStep(step, steps.length, words))
    const byItem = new Map(steps.map((step) => [step.item, step]))
    for (const cell of cells) cell.room = new CellRoom(cell, byItem.get(cell.box.closest(".kb-step")), words, (text) => this.say(text))
    host.toggleAttribute("data-long", steps.length > MANY)
    host.prepend(this.panel)
    host.append(this.ending, this.bar.element, this.status)
  }

  /** The fields get their values: at the beginning, and when another tab has changed them. */
  adopt(values) {
    for (const { name } of this.#inputs) {
      const field = this.#field(name)
      if (field !== document.activeElement) field.value = values[name] ?? ""
    }
  }

  // Drawing

  draw(run, before, at) {
    for (const step of this.#steps) {
      const [said, was] = [run.steps[step.key], before?.steps[step.key]]
      if (!before || said !== was) this.#drawStep(step, said)
    }
    if (!before || run.cursor !== before.cursor) this.#drawCursor(run)
    this.bar.draw(run, at)
    this.#host.dataset.phase = phase(run)
    this.ending.querySelector("[data-do=finish]").hidden = ["new", "finished"].includes(phase(run))
  }

  #drawStep(step, said) {
    const part = this.#parts.get(step.key)
    const outcome = said?.outcome ?? ""
    if (outcome) step.item.dataset.outcome = outcome
    else delete step.item.dataset.outcome
    for (const name of ["done", "failed", "skipped"]) part.buttons[name].setAttribute("aria-pressed", String(name === outcome))
    const from = said?.by && this.#steps.find(({ key }) => key === said.by)
    const pattern = outcome && from ? this.#words.state_left_out : this.#words[`state_${outcome || "open"}`]
    part.state.textContent = fill(pattern, { time: said?.at ? timeOfDay(said.at) : "", from: from?.number })
    if (said?.note && !part.field) this.#openNote(step, said.note)
    if (part.field && part.field !== document.activeElement) part.field.value = said?.note ?? ""
  }

  #drawCursor(run) {
    const current = this.#parts.get(run.cursor) ?? this.#parts.get(this.#steps[0]?.key)
    this.#current?.removeAttribute("aria-current")
    this.#current = current?.head.parentElement
    this.#current?.setAttribute("aria-current", "step")
  }

  // Saying

  say(text) {
    this.status.textContent = ""
    requestAnimationFrame(() => (this.status.textContent = text))
  }

  tell(name, text, undo) {
    this.bar.tell(name, text, undo)
  }

  tick(run, at) {
    this.bar.tick(run, at)
  }

  // Moving

  focusStep(key) {
    const part = this.#parts.get(key)
    if (!part) return
    part.head.focus({ preventScroll: true })
    part.head.scrollIntoView({ block: "start", behavior: this.#calm() ? "auto" : "smooth" })
  }

  /** Nothing glides for who does not want it, nor over steps that are not laid out yet. */
  #calm() {
    const { kbAudience } = document.documentElement.dataset
    return kbAudience === "accessibility" || "long" in this.#host.dataset || matchMedia("(prefers-reduced-motion: reduce)").matches
  }

  toTop() {
    this.panel.scrollIntoView({ block: "start" })
    const title = this.panel.querySelector("h2")
    title.focus({ preventScroll: true })
  }

  toEnding() {
    const title = this.ending.querySelector("h2")
    title.focus({ preventScroll: true })
    title.scrollIntoView({ block: "start" })
  }

  focusField(name) {
    const field = this.#field(name)
    field.focus({ preventScroll: true })
    field.scrollIntoView({ block: "center" })
  }

  /** All steps, or only the one that is due. */
  setOne(one) {
    this.#one = one
    this.#host.toggleAttribute("data-one", one)
    this.panel.querySelector("[data-do=one]").setAttribute("aria-pressed", String(one))
    this.bar.walkable(one)
  }

  toggleOne() {
    this.setOne(!this.#one)
  }

  // Fields and notes

  wrong(input, why) {
    const field = this.#field(input.name)
    field.setAttribute("aria-invalid", String(Boolean(why)))
    const parts = why ? [fill(this.#words[`wrong_${why}`], { label: input.label || input.name })] : []
    if (why === "shape" && input.example) parts.push(fill(this.#words.example, input))
    setText(this.panel.querySelector(`#kb-run-${CSS.escape(input.name)}-wrong`), parts.join(" "))
  }

  toggleReveal() {
    this.revealed = !this.revealed
    for (const control of this.panel.querySelectorAll("[data-do=reveal]")) {
      control.setAttribute("aria-pressed", String(this.revealed))
      control.closest(".kb-run__field").querySelector("input").type = this.revealed ? "text" : "password"
    }
  }

  toggleNote(step, text) {
    const part = this.#parts.get(step.key)
    const open = part.buttons.note.getAttribute("aria-expanded") === "true"
    if (!open || part.field.value) return this.#openNote(step, text).focus()
    part.field.closest(".kb-step__note").hidden = true
    return part.buttons.note.setAttribute("aria-expanded", "false")
  }

  openNote(step, text) {
    this.#openNote(step, text).focus()
  }

  #openNote(step, text) {
    const part = this.#parts.get(step.key)
    if (!part.field) {
      const { box, field } = noteField(step, this.#words)
      field.value = text
      part.room.after(box)
      inPageLanguage(box)
      part.field = field
    }
    part.field.closest(".kb-step__note").hidden = false
    part.buttons.note.setAttribute("aria-expanded", "true")
    return part.field
  }

  /** As if nobody had been here. */
  empty() {
    this.panel.querySelector("form")?.reset()
    for (const input of this.#inputs) this.wrong(input, "")
    for (const part of this.#parts.values()) {
      part.field?.closest(".kb-step__note").remove()
      part.field = null
      part.buttons.note.setAttribute("aria-expanded", "false")
    }
    for (const name of ["changed", "branch"]) this.tell(name, "")
  }

  /** A question below a button; the way back has the focus. */
  ask(control, question, yes, no, action) {
    const row = control.closest(".kb-run__row")
    if (row.nextElementSibling?.matches(".kb-confirm")) return
    const asked = confirmation(control.textContent, question, [], yes, no, action)
    asked.answer = () => {
      asked.remove()
      control.focus()
    }
    row.after(asked)
    asked.querySelector(".kb-confirm__text").focus({ preventScroll: true })
    asked.scrollIntoView({ block: "center" })
  }

  preview(text) {
    setText(this.ending.querySelector("pre"), text)
  }

  /** Where the clipboard is closed the text is shown, selected, to be copied by hand. */
  noteCopied(done, text) {
    this.say(done ? this.#words.say_note_copied : this.#words.not_copied)
    const status = this.ending.querySelector(".kb-run__status")
    status.textContent = done ? this.#words.say_note_copied : this.#words.not_copied
    if (done) return
    this.preview(text)
    this.ending.querySelector("details").open = true
    getSelection().selectAllChildren(this.ending.querySelector("pre"))
  }

  #field(name) {
    return this.panel.querySelector(`#kb-run-${CSS.escape(name)}`)
  }
}
