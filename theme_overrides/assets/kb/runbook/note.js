// The ticket note of a run, in Markdown or plain. The same as kb/runbooks/notes.py; tests/runbooks/notes.yml binds both.
import { fill } from "./words.js"

/** What goes into the ticket: what was done, when, with what result, and what remains. The record was masked before. */
export function ticketNote(run, words, form) {
  const markdown = form === "markdown"
  const strong = (text) => (markdown ? `**${text}**` : text)
  const plain = (text) => (markdown ? text.replace(/[\\`*_[\]<]/g, "\\$&") : text)
  const lines = [strong(fill(words.runbook, { id: run.runbook, title: plain(run.title) }))]
  if (run.address) lines.push(run.address)
  lines.push("")
  if (run.started) lines.push(`- ${words.time}: ${time(run, words)}`)
  lines.push(`- ${words.result}: ${words[run.result ?? "open"]}`)
  if (run.by) lines.push(`- ${words.by}: ${plain(run.by)}`)
  if (run.inputs?.length) lines.push(`- ${words.values}: ${run.inputs.map((given) => value(given, words, plain)).join("; ")}`)
  const part = (heading, steps) => {
    lines.push("", ...(markdown ? [strong(words[heading]), ""] : [`${words[heading]}:`]))
    lines.push(...(steps.length ? listed(steps, words, plain) : [words.nothing]))
  }
  const open = (step) => (step.outcome ?? "open") === "open"
  part("was_done", run.steps.filter((step) => !open(step)))
  part("remains", run.steps.filter(open))
  if (run.lost?.length) part("lost", run.lost)
  return `${lines.join("\n")}\n`
}

function value({ name, label, type, value: given }, words, plain) {
  return `${plain(label || name)}: ${type === "secret" ? words.secret : given ? plain(given) : words.not_given}`
}

/** One line for each step, and one for several that were left out together. */
function listed(steps, words, plain) {
  const lines = []
  for (let place = 0; place < steps.length; place += 1) {
    const last = skippedUntil(steps, place)
    if (last > place) lines.push(`- ${fill(words.steps_skipped, { from: steps[place].number, to: steps[last].number })}${after(steps[place], words)}`)
    else lines.push(...stepLines(steps[place], words, plain))
    place = last
  }
  return lines
}

function skippedUntil(steps, start) {
  const silent = (step) => step.outcome === "skipped" && !step.note
  let last = start
  while (last + 1 < steps.length && silent(steps[last]) && silent(steps[last + 1])) {
    const next = steps[last + 1]
    if (next.number !== steps[last].number + 1 || (next.after ?? null) !== (steps[start].after ?? null)) break
    last += 1
  }
  return last
}

function stepLines(step, words, plain) {
  const open = (step.outcome ?? "open") === "open"
  const said = open ? "" : ` · ${words[`step_${step.outcome}`]}`
  const at = step.at && !open ? `, ${clock(step.at)}` : ""
  const line = `- ${fill(words.step, { n: step.number, text: plain(step.text) })}${said}${after(step, words)}${at}`
  const note = (step.note ?? "").trim()
  if (!note) return [line]
  // Indented, so that it stays with its step
  return [line, ...fill(words.note, { note: plain(note) }).split("\n").map((one) => `  ${one}`.trimEnd())]
}

function after(step, words) {
  return (step.after ?? null) === null ? "" : ` ${fill(words.after, { n: step.after })}`
}

function time(run, words) {
  const day = run.started.slice(0, 10)
  const minutes = run.seconds ? ` (${fill(words.minutes, { n: Math.ceil(run.seconds / 60) })})` : ""
  if (!run.finished) return fill(words.since, { day, from: clock(run.started) }) + minutes
  const to = run.finished.slice(0, 10) === day ? clock(run.finished) : `${run.finished.slice(0, 10)} ${clock(run.finished)}`
  return fill(words.from_to, { day, from: clock(run.started), to }) + minutes
}

const clock = (at) => at.slice(11, 16)
