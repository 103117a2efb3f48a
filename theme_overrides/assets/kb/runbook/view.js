// The parts that the runner adds to the page. They are built once; what changes in them is set by the element.
import { fill } from "./words.js"

/** make("p.kb-x", { id: "y" }, "text", child): an element with classes, attributes and children. */
export function make(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".")
  const element = document.createElement(tag)
  if (classes.length) element.className = classes.join(" ")
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children)
  return element
}

/** Only what changed is written: it may be read out, and it costs a new layout. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** A control inside a text in another language speaks that of the page. */
export function inPageLanguage(element) {
  const root = document.documentElement
  if (root.lang && element.parentElement?.closest("[lang]") !== root) element.lang = root.lang
}

export function button(action, text, { kind = "quiet", about = "", ...attributes } = {}) {
  const classes = `button.kb-button${kind ? `.kb-button--${kind}` : ""}`
  const named = about ? { "aria-label": `${text}, ${about}` } : {}
  return make(classes, { type: "button", "data-do": action, ...named, ...attributes }, make("span.kb-do", {}, text))
}

/** The field of one input, with its example and room for what is wrong with it. */
function field(input, words) {
  const id = `kb-run-${input.name}`
  const hints = [input.example ? fill(words.example, input) : "", input.type === "secret" ? words.secret_hint : ""].filter(Boolean)
  const control = make("input.kb-run__input", {
    id,
    name: input.name,
    type: input.type === "secret" ? "password" : "text",
    inputmode: { number: "decimal", email: "email" }[input.type],
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-hint ${id}-wrong`,
  })
  return make(
    "div.kb-run__field",
    {},
    make("label", { for: id }, input.label || input.name),
    make("p.kb-run__hint", { id: `${id}-hint` }, hints.join(" ")),
    control,
    ...(input.type === "secret" ? [button("reveal", words.reveal, { "aria-pressed": "false" })] : []),
    make("p.kb-run__wrong", { id: `${id}-wrong`, "aria-live": "polite" }),
  )
}

/** Above the text: what the commands need, and how the run stands. */
export function panel(inputs, words) {
  const fields = inputs.length
    ? [make("form.kb-run__form", { "aria-label": words.inputs }, make("p.kb-run__lead", {}, words.inputs_hint), ...inputs.map((input) => field(input, words)))]
    : []
  return make(
    "section.kb-run",
    { "aria-labelledby": "kb-run-title" },
    make("h2", { id: "kb-run-title", tabindex: "-1" }, words.title),
    ...fields,
    make("div.kb-run__row", {}, button("one", words.one, { "aria-pressed": "false" })),
  )
}

/** Always in sight: progress, time, the way on. */
export function bar(words) {
  return make(
    "div.kb-run__bar",
    { role: "region", "aria-label": words.bar },
    make("div.kb-run__messages", { role: "alert" }),
    make("progress.kb-run__progress", { "aria-label": words.progress, max: 1, value: 0 }),
    make("p.kb-run__count"),
    make("p.kb-run__time", { role: "timer", "aria-live": "off" }),
    make(
      "div.kb-run__row",
      {},
      button("previous", words.previous, { hidden: true }),
      button("next", words.next, { hidden: true }),
      button("time", words.start),
      button("current", "", { kind: "" }),
    ),
  )
}

/** Below the text: what goes into the ticket, and the end of the run. */
export function ending(words) {
  return make(
    "section.kb-run.kb-run--end",
    { "aria-labelledby": "kb-run-end" },
    make("h2", { id: "kb-run-end", tabindex: "-1" }, words.ticket),
    make("p.kb-run__lead", {}, words.ticket_hint),
    make(
      "div.kb-run__row",
      {},
      button("copy-markdown", words.copy_markdown, { kind: "" }),
      button("copy-plain", words.copy_plain),
      button("download", words.download),
      button("print", words.print),
    ),
    make("p.kb-run__status"),
    make("details.kb-run__preview", {}, make("summary", {}, words.preview), make("pre", { tabindex: "0", "aria-label": words.preview })),
    make("div.kb-run__row.kb-run__row--end", {}, button("finish", words.finish), button("reset", words.reset)),
  )
}

/** Gives a step its head and its buttons; returns what is set later. */
export function dressStep(step, total, words) {
  const about = fill(words.step, { number: step.number })
  const head = make("p.kb-step__head", { tabindex: "-1" })
  const state = make("span.kb-step__state")
  head.append(make("span.kb-step__place", {}, fill(words.step_of, { number: step.number, total })), " ", state)
  const buttons = {
    done: button("done", words.done, { about, "aria-pressed": "false" }),
    failed: button("failed", words.failed, { about, "aria-pressed": "false" }),
    skipped: button("skipped", words.skip, { about, "aria-pressed": "false" }),
    note: button("note", words.note, { about, "aria-expanded": "false" }),
  }
  const room = make("div.kb-step__bar", { role: "group", "aria-label": about }, ...Object.values(buttons))
  // A hidden item is not counted by the browser
  step.item.value = step.number
  step.item.prepend(head)
  step.item.append(room)
  for (const added of [head, room]) inPageLanguage(added)
  return { head, state, buttons, room, field: null }
}

/** The room for a note; made when it is first wanted. */
export function noteField(step, words) {
  const id = `kb-run-note-${step.key}`
  const field = make("textarea.kb-run__input", { id, rows: "3" })
  const box = make("div.kb-step__note", {}, make("label", { for: id }, fill(words.note_to, { number: step.number })), field)
  return { box, field }
}

/** First a question that can be taken back: what it would do is named, and the second act is another button in another place. */
export function confirmation(name, question, details, yes, no, action) {
  const text = make("p.kb-confirm__text", { tabindex: "-1" }, question)
  const list = details.length ? [make("ul", {}, ...details.map((detail) => make("li", {}, detail)))] : []
  return make(
    "div.kb-confirm",
    { role: "group", "aria-label": name },
    text,
    ...list,
    make("div.kb-run__row", {}, button("cancel", no), button(action, yes, { kind: "alarm" })),
  )
}
