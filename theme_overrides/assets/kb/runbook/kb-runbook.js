// <kb-runbook>: a runbook that is carried out in the page. Without it the page is the same runbook to read.
import { CHANGED } from "../audience.js"
import { copy, download } from "./copying.js"
import { ticketNote } from "./note.js"
import { readCells, readSteps } from "./page.js"
import { masked, recordOf } from "./record.js"
import { phase, reduce, remaining } from "./state.js"
import { drop, isOf, keeps, load, save, tidy } from "./store.js"
import { Stage } from "./stage.js"
import { Values } from "./values.js"
import { fill } from "./words.js"

const WRITE_AFTER = 400
const TYPED = ["note", "input", "cursor"]

export class Runbook extends HTMLElement {
  #words = null
  #inputs = []
  #steps = []
  #byKey = new Map()
  #order = []
  #cells = []
  #stage = null
  #run = null
  #values = null
  #stored = true
  #beat = 0
  #writing = 0
  #before = null

  connectedCallback() {
    if (!this.#words) this.#begin()
    if (!this.#run) return
    for (const [target, name, listener] of this.#outside()) target.addEventListener(name, listener)
    this.#beat = setInterval(() => this.#stage.tick(this.#run, Date.now()), 1000)
  }

  disconnectedCallback() {
    if (!this.#run) return
    this.#leave()
    this.#values.hold()
    clearInterval(this.#beat)
    for (const [target, name, listener] of this.#outside()) target.removeEventListener(name, listener)
  }

  /** The run as a masked record (kb/runbooks/record.py): for whoever makes a hand-over of it; null where there is none. */
  get record() {
    if (!this.#run) return null
    const address = /^https?:/.test(location.protocol) ? new URL(this.dataset.address || "", document.baseURI).href : ""
    const about = { id: this.dataset.article, title: this.dataset.title, language: this.dataset.language, address }
    return masked(recordOf(this.#run, this.#steps, this.#inputs, about, Date.now()), this.#values.secrets, this.#words.masks)
  }

  get #inside() {
    return { click: this.#click, input: this.#typed, change: this.#left, submit: this.#submit, keydown: this.#key, "kb:reveal": this.#arrive }
  }

  #outside() {
    return [
      [window, "storage", this.#followOther],
      [window, "pagehide", this.#leave],
      [window, "pageshow", this.#return],
      [window, "beforeunload", this.#warn],
      [window, "beforeprint", this.#cover],
      [document, "visibilitychange", this.#leave],
      [document, CHANGED, this.#follow],
    ]
  }

  #begin() {
    const words = (this.#words = JSON.parse(this.dataset.labels))
    this.#inputs = JSON.parse(this.dataset.inputs || "[]")
    this.#steps = readSteps(this)
    // Nothing to carry out: the page stays a text
    if (!this.#steps.length) return
    this.#byKey = new Map(this.#steps.map((step) => [step.key, step]))
    this.#order = this.#steps.map(({ key }) => key)
    this.#cells = readCells(this)
    tidy(Date.now())
    const { run, changed } = load(this.dataset.article, this.#steps, Date.now())
    this.#run = run
    const minutes = Number(this.dataset.minutes) || 0
    this.#stage = new Stage(this, { words, inputs: this.#inputs, steps: this.#steps, cells: this.#cells, minutes })
    this.#values = new Values(this.dataset.article, this.#inputs, this.#cells, this.#stage)
    this.#values.adopt(run.inputs)
    this.#stage.draw(run, null, Date.now())
    this.#follow()
    if (changed) this.#stage.tell("changed", fill(words.changed, { n: run.lost.length }))
    this.#stored = keeps()
    this.#tellStored()
    for (const [name, listener] of Object.entries(this.#inside)) this.addEventListener(name, listener)
    this.querySelector(".kb-run__preview").addEventListener("toggle", this.#preview)
    this.#arrive()
    this.dataset.running = ""
  }

  /** An address that names a step shows it, where steps are shown one by one. */
  #arrive = (event) => {
    const step = this.#stepAt(event?.target ?? document.getElementById(location.hash.slice(1)) ?? this)
    if (step && (event || phase(this.#run) === "new")) this.#act({ type: "cursor", step: step.key })
  }

  #follow = () => this.#stage.setOne(document.documentElement.dataset.kbAudience === "accessibility")

  // What happens

  #act(action) {
    const before = this.#run
    const at = Date.now()
    this.#run = reduce(before, { at, ...action }, this.#order)
    if (this.#run === before) return
    if (action.type !== "cursor") this.#stage.tell("branch", "")
    this.#redraw(before, TYPED.includes(action.type) ? WRITE_AFTER : 0)
  }

  #redraw(before, wait = 0) {
    this.#stage.draw(this.#run, before, Date.now())
    this.#preview()
    this.#write(wait)
    this.dispatchEvent(new CustomEvent("kb:run", { bubbles: true }))
  }

  #click = (event) => {
    this.#values.settle()
    const control = event.target.closest("[data-do]")
    // What asked may be gone: a value that it named has changed
    if (control && this.contains(control)) this.#on[control.dataset.do]?.(control, this.#stepAt(control))
    const link = event.target.closest(".kb-prose a[href*='#']")
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.#branch(link, event)
  }

  #on = {
    done: (control, step) => this.#decide(step, "done"),
    failed: (control, step) => this.#decide(step, "failed"),
    skipped: (control, step) => this.#decide(step, "skipped"),
    note: (control, step) => this.#stage.toggleNote(step, this.#noteOf(step)),
    copy: (control) => this.#copyCell(this.#cellAt(control)),
    arm: (control) => this.#values.arm(this.#cellAt(control)),
    "copy-armed": (control) => this.#copyCell(this.#cellAt(control)),
    cancel: (control) => control.closest(".kb-confirm").answer(),
    fetch: (control) => this.#values.toField(control.dataset.name, this.#cellAt(control)),
    reveal: () => this.#values.reveal(),
    one: () => this.#stage.toggleOne(),
    previous: () => this.#walk(-1),
    next: () => this.#walk(1),
    current: () => (phase(this.#run) === "finished" ? this.#stage.toEnding() : this.#goto(this.#current())),
    time: () => this.#time(),
    finish: () => this.#finish(),
    reset: (control) => this.#stage.ask(control, this.#words.reset_ask, this.#words.reset_yes, this.#words.keep, "reset-yes"),
    "reset-yes": (control) => this.#reset(control),
    undo: () => this.#undo(),
    hide: (control) => control.closest(".kb-run__message").remove(),
    "copy-markdown": () => this.#copyNote("markdown"),
    "copy-plain": () => this.#copyNote("plain"),
    download: () => this.#download(),
    print: () => print(),
  }

  #decide(step, outcome) {
    const words = this.#words
    this.#act({ type: "outcome", step: step.key, outcome })
    if (!this.#run.steps[step.key].outcome) return this.#stage.say(fill(words.say_undone, step))
    const open = remaining(this.#run, this.#order)
    this.#stage.say(`${fill(words[`say_${outcome}`], step)} ${open.length ? "" : words.say_end}`.trim())
    // What went wrong is written down first
    if (outcome === "failed") return this.#stage.openNote(step, this.#noteOf(step))
    return open.length ? this.#stage.focusStep(this.#run.cursor) : this.#stage.toEnding()
  }

  /** It leads there, the keyboard follows, and it is noted what was left out. */
  #branch(link, event) {
    const to = link.origin === location.origin && link.pathname === location.pathname && this.#byKey.get(decodeURI(link.hash.slice(1)))
    if (!to) return
    const before = this.#run
    const from = this.#stepAt(link) ?? this.#stepBefore(link)
    this.#act({ type: "branch", step: from.key, after: from.place, to: to.key })
    const left = this.#order.filter((key) => this.#run.steps[key]?.outcome === "skipped" && before.steps[key]?.outcome !== "skipped")
    const told = fill(this.#words[left.length ? "say_branch" : "say_goto"], { number: to.number, n: left.length })
    this.#before = left.length ? before : null
    if (left.length) this.#stage.tell("branch", told, this.#words.undo)
    else this.#stage.say(told)
    // Not by the link's own way: the theme would fetch the page again and put it in anew
    event.preventDefault()
    event.stopPropagation()
    history.pushState(null, "", link.hash)
    this.#stage.focusStep(to.key)
  }

  /** A link outside the steps stands before some of them. */
  #stepBefore(link) {
    const behind = (step) => link.compareDocumentPosition(step.item) & Node.DOCUMENT_POSITION_PRECEDING
    return { key: null, place: this.#steps.filter(behind).length - 1 }
  }

  #undo() {
    const now = this.#run
    this.#run = { ...this.#before, inputs: now.inputs, since: now.since, started: now.started, elapsed: now.elapsed }
    this.#before = null
    this.#stage.tell("branch", "")
    this.#redraw(now)
    this.#stage.focusStep(this.#current())
  }

  #goto(key) {
    if (!key) return
    this.#act({ type: "cursor", step: key })
    this.#stage.focusStep(key)
  }

  #walk(by) {
    const place = this.#order.indexOf(this.#current())
    this.#goto(this.#order[Math.min(Math.max(place + by, 0), this.#order.length - 1)])
  }

  #current() {
    return this.#run.cursor ?? this.#order[0]
  }

  #time() {
    const type = { new: "start", running: "pause", paused: "resume", finished: "resume" }[phase(this.#run)]
    this.#act({ type })
    this.#stage.say(this.#words[`say_${type}`])
    if (type === "start") this.#goto(this.#current())
  }

  #finish() {
    this.#act({ type: "finish" })
    this.#stage.say(this.#words.say_finish)
    this.#stage.toEnding()
  }

  #reset(control) {
    const before = this.#run
    control.closest(".kb-confirm").answer()
    this.#run = reduce(before, { type: "reset" }, this.#order)
    this.#before = null
    this.#stage.empty()
    this.#values.empty()
    this.#redraw(before)
    clearTimeout(this.#writing)
    this.#writing = 0
    drop(this.dataset.article)
    this.#stage.say(this.#words.say_reset)
    this.#stage.toTop()
  }

  // Values, commands, notes

  #typed = (event) => {
    const field = event.target
    if (field.matches(".kb-step__note textarea")) return this.#act({ type: "note", step: this.#stepAt(field).key, text: field.value })
    const taken = isField(field) && this.#values.take(field)
    return taken && this.#act({ type: "input", ...taken })
  }

  #left = (event) => {
    if (isField(event.target)) this.#values.left(event.target)
  }

  #submit = (event) => {
    event.preventDefault()
    if (!this.#values.submit()) this.#goto(this.#current())
  }

  #key = (event) => {
    if (event.key === "Enter" && isField(event.target)) this.#submit(event)
    if (event.key === "Escape") event.target.closest(".kb-confirm")?.answer()
  }

  async #copyCell(cell) {
    const step = this.#stepAt(cell.box)
    if ((await this.#values.copy(cell)) && step) this.#act({ type: "copied", step: step.key, command: cell.name })
  }

  #note(form) {
    return ticketNote(this.record, this.#words.notes, form)
  }

  async #copyNote(form) {
    const text = this.#note(form)
    this.#stage.noteCopied(await copy(text), text)
  }

  #preview = () => {
    if (this.querySelector(".kb-run__preview").open) this.#stage.preview(this.#note("plain"))
  }

  #download() {
    const day = new Date().toISOString().slice(0, 10)
    download(`${this.dataset.article}-${day}.json`, `${JSON.stringify(this.record, null, 2)}\n`, "application/json")
    this.#stage.say(this.#words.say_download)
  }

  // Keeping

  /** After the page was drawn; what is typed, only after a rest. */
  #write(wait) {
    clearTimeout(this.#writing)
    this.#writing = setTimeout(this.#flush, wait)
  }

  #flush = () => {
    if (this.#writing) this.#keep()
  }

  #keep() {
    clearTimeout(this.#writing)
    this.#writing = 0
    const { plain, secrets } = this.#values
    this.#stored = save(this.dataset.article, this.#run, this.#steps, plain, secrets, Date.now())
    this.#tellStored()
  }

  #tellStored() {
    this.#stage.tell("storage", this.#stored ? "" : this.#words.not_stored)
  }

  /** Also where nothing is to be written: until when it ran is known then. */
  #leave = () => {
    if (this.#writing || phase(this.#run) === "running") this.#keep()
  }

  /** Another tab carries out the same runbook: both show the same run. */
  #followOther = (event) => {
    if (!isOf(this.dataset.article, event.key) || this.#writing) return
    if (event.newValue === null) drop(this.dataset.article)
    this.#reread()
  }

  /** Back from the browser's own store of pages, which is older than what was done since. */
  #return = (event) => {
    if (event.persisted) this.#reread()
  }

  #reread() {
    const before = this.#run
    this.#run = load(this.dataset.article, this.#steps, Date.now()).run
    this.#values.adopt(Object.fromEntries(this.#values.plain.map((name) => [name, this.#run.inputs[name] ?? ""])))
    this.#stage.draw(this.#run, before, Date.now())
  }

  /** Only where a reload would lose something. */
  #warn = (event) => {
    this.#flush()
    if (!this.#stored && this.#run.started !== null) event.preventDefault()
  }

  /** Nothing secret on paper. */
  #cover = () => {
    if (this.#stage.revealed) this.#values.reveal()
  }

  #noteOf(step) {
    return this.#run.steps[step.key]?.note ?? ""
  }

  #stepAt(element) {
    return this.#byKey.get(element.closest(".kb-step")?.id)
  }

  #cellAt(element) {
    const bar = element.closest(".kb-cell__bar")
    return this.#cells.find((cell) => cell.room.bar === bar)
  }
}

const isField = (element) => Boolean(element.form?.matches(".kb-run__form"))

customElements.define("kb-runbook", Runbook)
