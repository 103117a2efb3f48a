// <kb-escalation>: says who answers now and by when, and writes the text to hand over. Without it the card is complete to read.
import { compose, gaps, runLines, ticked } from "./handover.js"
import { answering, deadline } from "./hours.js"

const EVERY = 30_000

/** «18:00» today, «Tuesday 08:00» within the week, else with the date; on the clock of whoever reads it. */
export function moment(instant, now, language) {
  const time = { hour: "2-digit", minute: "2-digit" }
  const far = Math.abs(instant - now) > 6 * 86_400_000
  const same = new Date(instant).toDateString() === new Date(now).toDateString()
  const day = same ? {} : far ? { weekday: "long", day: "numeric", month: "long" } : { weekday: "long" }
  return new Intl.DateTimeFormat(localeOf(language), { ...day, ...time }).format(instant)
}

function localeOf(language) {
  return language === "en" ? "en-GB" : language
}

/** The sentence on who answers now. */
export function sentence(now, words, timeOf) {
  if (now.state === "open") return now.until === null ? words.openAlways : fill(words.open, timeOf(now.until))
  if (now.next === null) return words.closedFar
  return fill(now.state === "on-call" ? words.onCall : words.closed, timeOf(now.next))
}

function fill(pattern, ...values) {
  return values.reduce((text, value) => text.replace("{}", value), pattern)
}

export class Escalation extends HTMLElement {
  #words = null
  #queue = null
  #template = ""
  #written = ""
  #runbook = null
  #beat = 0

  connectedCallback() {
    this.#words = JSON.parse(this.dataset.labels)
    this.#queue = JSON.parse(this.dataset.queue)
    const field = this.#field
    if (field) {
      this.#template = field.defaultValue
      this.#write()
      field.addEventListener("focus", this.#write)
      // A run that was kept from last time is there when its element is
      customElements.whenDefined("kb-runbook").then(this.#write)
    }
    this.addEventListener("click", this.#click)
    this.addEventListener("change", this.#write)
    // The runbook of the page tells whenever a step was decided
    document.addEventListener("kb:run", this.#follow)
    this.#beat = setInterval(() => this.#tick(), EVERY)
    this.#tick()
  }

  disconnectedCallback() {
    clearInterval(this.#beat)
    document.removeEventListener("kb:run", this.#follow)
  }

  get #field() {
    return this.querySelector("textarea")
  }

  #timeOf = (instant) => moment(instant, Date.now(), this.#words.language)

  #tick() {
    const now = answering(this.#queue, Date.now())
    this.dataset.state = now.state
    for (const box of this.querySelectorAll("[data-when]")) {
      box.querySelector("[data-now]").hidden = box.dataset.when !== now.state
    }
    this.#say(".kb-queue__now", sentence(now, this.#words, this.#timeOf))
    this.#say(".kb-queue__due", this.#due())
  }

  #due() {
    const severity = this.dataset.severity
    const amount = this.#queue.due[severity]
    const due = amount ? deadline(Date.now(), amount, this.#queue.hours, this.#queue.clock) : null
    return due === null ? "" : fill(this.#words.due, severity, this.#timeOf(due))
  }

  /** Only what changed is written: it is read out. */
  #say(selector, text) {
    const place = this.querySelector(selector)
    if (!place || place.textContent === text) return
    place.textContent = text
    place.hidden = !text
  }

  #follow = (event) => {
    this.#runbook = event.target
    this.#write()
  }

  /** Written anew as long as nobody has changed it. */
  #write = () => {
    const field = this.#field
    if (!field || (this.#written && field.value !== this.#written)) return
    field.value = this.#written = this.#text()
  }

  #text() {
    const words = this.#words
    const chosen = [...this.querySelectorAll("input:checked")].map((box) => box.closest("label").textContent.trim())
    const run = (this.#runbook ?? document.querySelector("kb-runbook"))?.record
    return compose(this.#template, {
      record: runLines(run, words, this.#timeOf) || words.noRecord,
      attached: ticked(chosen) || words.nothing,
      time: new Intl.DateTimeFormat(localeOf(words.language), { dateStyle: "short", timeStyle: "short" }).format(Date.now()),
      // From a folder on disk the address would say nothing but where the folder is
      url: location.protocol.startsWith("http") ? location.href.split("#")[0] : "",
    })
  }

  #click = (event) => {
    const button = event.target.closest("button[data-do]")
    if (button?.dataset.do === "copy") this.#copy()
    if (button?.dataset.do === "reset") {
      this.#written = ""
      this.#write()
      this.#field.focus()
    }
  }

  async #copy() {
    this.#write()
    const field = this.#field
    const status = this.querySelector(".kb-queue__copied")
    try {
      await navigator.clipboard.writeText(field.value)
      status.textContent = fill(this.#words.copied, String(gaps(field.value)))
    } catch {
      field.focus()
      field.select()
      status.textContent = this.#words.byHand
    }
  }
}

customElements.define("kb-escalation", Escalation)
