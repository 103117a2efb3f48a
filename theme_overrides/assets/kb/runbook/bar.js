// The bar that is always in sight: how far it is, the time against the expected one, the way on, and messages that stay.
import { elapsed, phase, tally } from "./state.js"
import { bar, button, make, setText } from "./view.js"
import { clock, fill } from "./words.js"

const MINUTE = 60_000
const JUST = 5000

export class Bar {
  #words
  #steps
  #minutes
  #say
  #late = false

  constructor(words, steps, minutes, say) {
    this.#words = words
    this.#steps = steps
    this.#minutes = minutes
    this.#say = say
    this.element = bar(words)
  }

  draw(run, at) {
    const words = this.#words
    const total = this.#steps.length
    const count = tally(run, this.#steps.map(({ key }) => key))
    const progress = this.element.querySelector("progress")
    progress.max = total || 1
    progress.value = total - count.open
    const parts = [fill(words.count, { n: total - count.open, total })]
    if (count.failed) parts.push(fill(words.count_failed, { n: count.failed }))
    setText(this.element.querySelector(".kb-run__count"), parts.join(" · "))
    this.#label("time", { new: words.start, running: words.pause, paused: words.resume, finished: words.reopen }[phase(run)])
    const current = this.#steps.find(({ key }) => key === run.cursor) ?? this.#steps[0]
    if (current) this.#label("current", phase(run) === "finished" ? words.to_note : fill(words.to_step, current))
    this.tick(run, at)
  }

  tick(run, at) {
    const spent = elapsed(run, at)
    const pattern = this.#minutes ? this.#words.time_of : this.#words.time
    setText(this.element.querySelector(".kb-run__time"), fill(pattern, { time: clock(spent), minutes: this.#minutes }))
    const over = this.#minutes ? spent - this.#minutes * MINUTE : -1
    this.element.toggleAttribute("data-late", over > 0)
    // Said once, when it happens; not again after a reload
    const now = over > 0 && over < JUST && phase(run) === "running"
    if (now && !this.#late) this.#say(fill(this.#words.say_late, { minutes: this.#minutes }))
    this.#late = over > 0
  }

  /** A message that stays until it is put away; "" takes it back. With `undo` it can be undone. */
  tell(name, text, undo = "") {
    const place = this.element.querySelector(".kb-run__messages")
    const old = place.querySelector(`[data-message="${name}"]`)
    if (old && old.firstChild.textContent === text) return
    old?.remove()
    if (!text) return
    const message = make("div.kb-run__message", { "data-message": name }, make("p", {}, text))
    if (undo) message.append(button("undo", undo))
    message.append(button("hide", this.#words.hide))
    place.append(message)
  }

  /** Whether the ways to the neighbours are needed. */
  walkable(one) {
    for (const name of ["previous", "next"]) this.#button(name).hidden = !one
  }

  #label(action, text) {
    setText(this.#button(action).querySelector(".kb-do"), text)
  }

  #button(action) {
    return this.element.querySelector(`[data-do=${action}]`)
  }
}
