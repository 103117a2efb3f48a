// The clock of an exam: shown, never read out every second, extended or switched off at any time. It takes nothing away.
import { button, fill, make } from "./data.js"
import { clock, extend, left } from "./exam-state.js"

const WARNING = 5 * 60
const MORE = 10

/** `state()` gives the exam's state, `change(state)` keeps a new one. One element for the whole exam, moved from panel to
 * panel, so that its warning is heard once. */
export class Clock {
  #words
  #state
  #change
  #shown = make("p", { class: "kb-exam__left", role: "timer" })
  #note = make("p", { class: "kb-exam__warning", role: "alert" })
  #ways
  #ticking = 0

  constructor(words, state, change) {
    this.#words = words
    this.#state = state
    this.#change = change
    this.#ways = make("div", { class: "kb-exam__time" }, button(words.exam_extend, this.#extend), button(words.exam_stop_clock, this.#stopClock))
    this.element = make("div", { class: "kb-exam__clock" }, this.#shown, this.#note, this.#ways)
  }

  start() {
    this.stop()
    this.#tick()
    this.#ticking = setInterval(this.#tick, 1000)
  }

  stop() {
    clearInterval(this.#ticking)
  }

  #extend = () => {
    this.#change(extend(this.#state(), MORE, Date.now()))
    this.#note.textContent = ""
    this.#tick()
  }

  #stopClock = () => {
    this.#change({ ...this.#state(), ends: null })
    this.#tick()
    this.element.parentElement?.querySelector(".kb-exam__title")?.focus()
  }

  #tick = () => {
    const words = this.#words
    const seconds = left(this.#state(), Date.now())
    this.#ways.hidden = seconds === null
    this.#shown.textContent = seconds === null ? words.exam_no_limit : fill(words.exam_left, { time: clock(seconds) })
    const text = seconds === null || seconds > WARNING ? "" : seconds === 0 ? words.exam_over : words.exam_warning
    if (this.#note.textContent !== text) this.#note.textContent = text
  }
}
