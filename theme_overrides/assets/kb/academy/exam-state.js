// An exam that is being taken, as plain data that survives a reload, and its result. Nothing here touches the page.
import { draw } from "./draw.js"

export const FORMAT = 1

/** A new exam: what it asks follows from the seed alone. `minutes` 0: no limit. */
export function begin(exam, bank, seed, minutes, now) {
  const pool = bank.questions.map(({ id, objective, scenario }) => ({ id, objective, group: scenario ?? "" }))
  return {
    format: FORMAT,
    seed,
    version: bank.version,
    ids: draw(pool, exam.blueprint, exam.questions, seed),
    answers: {},
    flags: [],
    at: 0,
    minutes,
    started: now,
    ends: minutes ? now + minutes * 60_000 : null,
    finished: null,
  }
}

/** A kept exam, if it can go on: every question is still there, unchanged. */
export function restore(text, bank) {
  try {
    const state = JSON.parse(text)
    const known = new Set(bank.questions.map(({ id }) => id))
    const fits = state?.format === FORMAT && state.version === bank.version && Array.isArray(state.ids)
    return fits && state.ids.length > 0 && state.ids.every((id) => known.has(id)) ? state : null
  } catch {
    return null
  }
}

/** A number that nobody has to think of: six digits. */
export function newSeed(random = Math.random()) {
  return String(Math.floor(100_000 + random * 900_000))
}

/** Seconds left, 0 at the end; null without a limit. */
export function left(state, now) {
  return state.ends === null ? null : Math.max(0, Math.ceil((state.ends - now) / 1000))
}

/** Ten minutes more from now on, or from the end if that is later. */
export function extend(state, minutes, now) {
  return { ...state, ends: Math.max(state.ends, now) + minutes * 60_000 }
}

/** `4:05`, `1:04:05` */
export function clock(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const [hours, ...rest] = parts.map((part, place) => (place ? String(part).padStart(2, "0") : part))
  return hours ? [hours, ...rest].join(":") : `${Number(rest[0])}:${rest[1]}`
}

/** {points, of, percent, passed, objectives: [[id, points, of], the weakest first], read: [source, …]}. `marks` maps id → [points, of];
 * without `partial` an answer counts only when it is whole. `read` are the sources of what was not right, the most
 * needed first. */
export function result(questions, marks, exam) {
  const objectives = new Map()
  const read = new Map()
  let points = 0
  for (const { id, objective, sources } of questions) {
    const [got, of] = marks.get(id)
    const part = got === of ? 1 : exam.partial ? got / of : 0
    points += part
    const row = objectives.get(objective) ?? [0, 0]
    objectives.set(objective, [row[0] + part, row[1] + 1])
    if (got < of) for (const source of sources) read.set(source, (read.get(source) ?? 0) + 1)
  }
  const percent = questions.length ? Math.floor((points / questions.length) * 100 + 1e-9) : 0
  return {
    points: Math.round(points * 100) / 100,
    of: questions.length,
    percent,
    passed: percent >= exam.pass,
    objectives: [...objectives]
      .sort(([a, [got, all]], [b, [had, of]]) => got / all - had / of || (a < b ? -1 : 1))
      .map(([id, [got, of]]) => [id, Math.round(got * 100) / 100, of]),
    read: [...read].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([source]) => source),
  }
}
