// What a run looks like: builds the controls into the page once, and then changes only what is different.
import { CellRoom } from "./cell.js"
import { elapsed, phase, tally } from "./state.js"
import { bar, button, confirmation, dressStep, ending, make, noteField, panel } from "./view.js"
import { clock, fill, timeOfDay } from "./words.js"

export class Stage {
  revealed = false
  #host
  #words
  #inputs
  #steps
  #minutes
  #parts = new Map()
  #one = false
  #late = false

  constructor(host, { words, inputs, steps, cells, minutes }) {
    this.#host = host
    this.#words = words
    this.#inputs = inputs
    this.#steps = steps
    this.#minutes = minutes
    this.panel = panel(inputs, words)
    this.bar = bar(words)
    this.ending = ending(words)
    this.status = make("p.kb-hidden", { role: "status" })
    for (const step of steps) this.#parts.set(step.key, dressStep(step, steps.length, words))
    const byItem = new Map(steps.map((step) => [step.item, step]))
    for (const cell of cells) cell.room = new CellRoom(cell, byItem.get(cell.box.closest(".kb-step")), words, (text) => this.say(text))
    host.prepend(this.panel)
    host.append(this.ending, this.bar, this.status)
  }

  /** The fields get what the run holds: at the beginning, and when another tab has changed it. */
  adopt(run, values) {
    for (const { name } of this.#inputs) {
      const field = this.#field(name)
      if (field !== document.activeElement) field.value = values[name] ?? ""
    }
    for (const [key, said] of Object.entries(run.steps)) {
      const step = this.#steps.find((one) => one.key === key)
      if (said.note && step) this.#openNote(step, said.note)
    }
  }

  // Drawing

  draw(run, before, at) {
    for (const step of this.#steps) {
      const [said, was] = [run.steps[step.key], before?.steps[step.key]]
      if (!before || said !== was) this.#drawStep(step, said)
    }
    if (!before || run.cursor !== before.cursor) this.#drawCursor(run, before)
    this.#drawBar(run, at)
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
    if (part.field && part.field !== document.activeElement && said?.note !== undefined) part.field.value = said.note
  }

  #drawCursor(run, before) {
    const [now, was] = [this.#parts.get(run.cursor), this.#parts.get(before?.cursor)]
    was?.head.parentElement.removeAttribute("aria-current")
    const current = now ?? this.#parts.get(this.#steps[0]?.key)
    for (const element of this.#host.querySelectorAll(".kb-step[aria-current]")) element.removeAttribute("aria-current")
    current?.head.parentElement.setAttribute("aria-current", "step")
  }

  #drawBar(run, at) {
    const count = tally(run, this.#steps.map(({ key }) => key))
    const total = this.#steps.length
    const progress = this.bar.querySelector("progress")
    progress.max = total || 1
    progress.value = total - count.open
    const parts = [fill(this.#words.count, { n: total - count.open, total })]
    if (count.failed) parts.push(fill(this.#words.count_failed, { n: count.failed }))
    this.#text(this.bar.querySelector(".kb-run__count"), parts.join(" · "))
    const name = phase(run)
    this.#host.dataset.phase = name
    this.#label("time", { new: this.#words.start, running: this.#words.pause, paused: this.#words.resume, finished: this.#words.reopen }[name])
    const cursor = this.#steps.find(({ key }) => key === run.cursor) ?? this.#steps[0]
    if (cursor) this.#label("current", fill(this.#words.to_step, cursor))
    this.ending.querySelector("[data-do=finish]").hidden = name === "finished" || name === "new"
    this.tick(run, at)
  }

  tick(run, at) {
    const spent = elapsed(run, at)
    const pattern = this.#minutes ? this.#words.time_of : this.#words.time
    this.#text(this.bar.querySelector(".kb-run__time"), fill(pattern, { time: clock(spent), minutes: this.#minutes }))
    const late = this.#minutes > 0 && spent > this.#minutes * 60_000
    this.bar.toggleAttribute("data-late", late)
    // Said once, when it happens; not again after a reload
    if (late && !this.#late && phase(run) === "running" && spent < this.#minutes * 60_000 + 5000) this.say(fill(this.#words.say_late, { minutes: this.#minutes }))
    this.#late = late
  }

  // Saying

  say(text) {
    this.status.textContent = ""
    requestAnimationFrame(() => (this.status.textContent = text))
  }

  /** A message that stays until it is put away; "" takes it back. With `undo` it can be undone. */
  tell(name, text, undo = "") {
    const place = this.bar.querySelector(".kb-run__messages")
    const old = place.querySelector(`[data-message="${name}"]`)
    if (!text) return old?.remove()
    if (old && old.firstChild.textContent === text) return undefined
    const message = make("div.kb-run__message", { "data-message": name }, make("p", {}, text))
    if (undo) message.append(button("undo", undo))
    message.append(button("hide", this.#words.hide))
    if (old) old.replaceWith(message)
    else place.append(message)
    return undefined
  }

  // Moving

  focusStep(key) {
    const part = this.#parts.get(key)
    if (!part) return
    part.head.focus({ preventScroll: true })
    part.head.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" })
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
    for (const name of ["previous", "next"]) this.#button(name).hidden = !one
    this.#button("current").hidden = false
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
    this.#text(this.panel.querySelector(`#kb-run-${CSS.escape(input.name)}-wrong`), parts.join(" "))
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
    for (const message of this.bar.querySelectorAll("[data-message=changed], [data-message=branch]")) message.remove()
  }

  /** A question below a button; the way back has the focus. */
  ask(control, question, yes, no, action) {
    const row = control.closest(".kb-run__row")
    if (row.nextElementSibling?.matches(".kb-confirm")) return
    const asked = confirmation(question, [], yes, no, action)
    asked.answer = () => {
      asked.remove()
      control.focus()
    }
    row.after(asked)
    asked.querySelector(".kb-confirm__text").focus({ preventScroll: true })
    asked.scrollIntoView({ block: "center" })
  }

  preview(text) {
    this.#text(this.ending.querySelector("pre"), text)
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

  #button(action) {
    return this.bar.querySelector(`[data-do=${action}]`)
  }

  #label(action, text) {
    this.#text(this.#button(action).querySelector(".kb-do"), text)
  }

  #text(element, text) {
    if (element.textContent !== text) element.textContent = text
  }
}
