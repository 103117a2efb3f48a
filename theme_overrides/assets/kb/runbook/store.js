// Keeps a run in this browser, so that a reload loses nothing. A text that has changed since finds its steps again.
import { forget, known, recall, remember } from "../storage.js"
import { OUTCOMES, fresh } from "./state.js"

const VERSION = 1
const PREFIX = "kb-run:"
// As long as the tab lives: the theme may put the page in anew, and the browser may refuse to store
const memory = new Map()
const KEPT = 14 * 24 * 60 * 60 * 1000
const GONE = "[…]"
// A shorter one would take ordinary words away with it while it is being typed
const LEAST = 4
const AWAY = 30 * 60 * 1000

/** Keep it; whether it could be kept. Only the inputs named in `plain` are stored, and nothing that holds a secret. */
export function save(article, run, steps, plain, secrets, at) {
  const clean = (text) => secrets.filter((secret) => secret.length >= LEAST).reduce((left, secret) => left.replaceAll(secret, GONE), text)
  const inputs = Object.fromEntries(Object.entries(run.inputs).filter(([name, value]) => plain.includes(name) && clean(value) === value))
  const said = Object.fromEntries(Object.entries(run.steps).map(([key, one]) => [key, { ...one, note: clean(one.note ?? "") }]))
  const about = steps.filter((step) => run.steps[step.key]).map(({ key, number, text, cells }) => ({ key, number, text, cells }))
  const text = JSON.stringify({ version: VERSION, seen: at, total: steps.length, about, run: { ...run, inputs, steps: said } })
  memory.set(article, text)
  return remember(PREFIX + article, text)
}

/** { run, changed }: the kept run under the keys of today's steps, and whether the text was another one then. Steps that
 *  it no longer has are in `run.lost`. A run that was left alone for long was paused when it was last seen. */
export function load(article, steps, at) {
  const kept = newest(read(recall(PREFIX + article)), read(memory.get(article) ?? null))
  if (!kept) return { run: fresh(), changed: false }
  const { keys, lost } = matched(kept, steps)
  const moved = (key) => keys.get(key) ?? null
  const run = {
    ...kept.run,
    // Where nothing was said about a step, its place is all that is known
    cursor: moved(kept.run.cursor) ?? steps.find(({ key }) => key === kept.run.cursor)?.key ?? null,
    steps: Object.fromEntries(
      Object.entries(kept.run.steps).filter(([key]) => keys.has(key)).map(([key, said]) => [moved(key), { ...said, by: moved(said.by) }]),
    ),
    branches: kept.run.branches.filter(({ from, to }) => (from === null || keys.has(from)) && keys.has(to)).map((b) => ({ ...b, from: moved(b.from), to: moved(b.to) })),
    lost: [...kept.run.lost, ...lost],
  }
  return { run: rested(run, kept.seen, at), changed: kept.total !== steps.length || lost.length > 0 }
}

/** Whether this browser keeps anything at all. */
export function keeps() {
  const kept = remember(`${PREFIX}?`, "?".repeat(1000))
  forget(`${PREFIX}?`)
  return kept
}

export function drop(article) {
  memory.delete(article)
  forget(PREFIX + article)
}

/** Runs that nobody has touched for two weeks: they hold names of people and computers. */
export function tidy(at) {
  for (const key of known(PREFIX)) {
    const kept = read(recall(key))
    if (!kept || at - kept.seen > KEPT) forget(key)
  }
}

/** The key under which another tab would keep it. */
export function isOf(article, key) {
  return key === PREFIX + article
}

function rested(run, seen, at) {
  if (run.since === null || at - seen <= AWAY) return run
  return { ...run, since: null, elapsed: run.elapsed + Math.max(0, seen - run.since) }
}

function newest(stored, held) {
  return !stored || (held && held.seen > stored.seen) ? held : stored
}

/** By the names of commands, then by the text, then (another language of the same article) by the number. */
function matched(kept, steps) {
  const keys = new Map()
  const taken = new Set()
  const take = (old, step) => {
    if (!step || taken.has(step.key) || keys.has(old.key)) return
    keys.set(old.key, step.key)
    taken.add(step.key)
  }
  for (const old of kept.about) take(old, steps.find((step) => step.key === old.key && step.text === old.text))
  for (const old of kept.about) take(old, steps.find((step) => !taken.has(step.key) && old.cells.some((name) => step.cells.includes(name))))
  for (const old of kept.about) take(old, steps.find((step) => !taken.has(step.key) && step.text === old.text))
  if (kept.total === steps.length) {
    for (const old of kept.about) take(old, steps.find((step) => step.number === old.number && !sameLanguage(step.text, old.text)))
  }
  const lost = kept.about.filter((old) => !keys.has(old.key)).map((old) => ({ ...old, ...kept.run.steps[old.key] }))
  return { keys, lost }
}

const CYRILLIC = /\p{Script=Cyrillic}/u
const sameLanguage = (one, other) => CYRILLIC.test(one) === CYRILLIC.test(other)

/** What was stored, checked piece by piece: an older version of this site or a person may have written it. */
function read(text) {
  let kept
  try {
    kept = JSON.parse(text)
  } catch {
    return null
  }
  if (kept?.version !== VERSION || typeof kept.run !== "object" || !Array.isArray(kept.about)) return null
  const number = (value) => (Number.isFinite(value) ? value : null)
  const run = { ...fresh(), cursor: typeof kept.run.cursor === "string" ? kept.run.cursor : null }
  for (const name of ["started", "since", "finished"]) run[name] = number(kept.run[name])
  run.elapsed = number(kept.run.elapsed) ?? 0
  for (const [name, value] of Object.entries(kept.run.inputs ?? {})) if (typeof value === "string") run.inputs[name] = value
  for (const [key, said] of Object.entries(kept.run.steps ?? {})) {
    run.steps[key] = {
      outcome: OUTCOMES.includes(said?.outcome) ? said.outcome : null,
      at: number(said?.at),
      by: typeof said?.by === "string" ? said.by : null,
      note: typeof said?.note === "string" ? said.note : "",
      commands: Array.isArray(said?.commands) ? said.commands.filter((name) => typeof name === "string") : [],
    }
  }
  if (Array.isArray(kept.run.branches)) run.branches = kept.run.branches.filter((b) => b && (b.from === null || typeof b.from === "string") && typeof b.to === "string")
  if (Array.isArray(kept.run.lost)) run.lost = kept.run.lost.filter((said) => said && typeof said.text === "string")
  const about = kept.about.filter((a) => a && typeof a.key === "string" && typeof a.text === "string" && Array.isArray(a.cells))
  return { run, about, total: number(kept.total) ?? 0, seen: number(kept.seen) ?? 0 }
}
