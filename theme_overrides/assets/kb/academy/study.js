// What the notes of a trainee say about a module: pure functions, and the words of an element.
import { progress } from "./progress.js"

/** All step records by id, read once for a whole page. */
export function stepRecords() {
  return Object.fromEntries(progress.all("step"))
}

/** The record of a step, found by its id; else by what it was called before, else by the same reading in another module.
 * `renamed` says that it was another step when it was done. */
export function recordOf(records, module, key, also = [], beside = []) {
  const own = records[`${module}:${key}`]
  if (own) return { record: own, renamed: false }
  const start = `${module}:${key.split("/")[0]}/`
  const otherwise = Object.keys(records).filter((id) => id.startsWith(start) && !beside.includes(id.slice(module.length + 1)))
  for (const id of [...also.map((known) => `${module}:${known}`), ...otherwise]) {
    if (records[id]?.done) return { record: records[id], renamed: true }
  }
  if (key.endsWith("/read")) {
    const elsewhere = Object.keys(records).find((id) => id.endsWith(`:${key}`) && records[id].done)
    if (elsewhere) return { record: records[elsewhere], renamed: false }
  }
  return { record: undefined, renamed: false }
}

/** "open", "done", or "changed": done, but the text is another one by now. A text in another edition tells nothing. */
export function stepState({ record, renamed }, print, edition) {
  if (!record?.done) return "open"
  const then = record.prints?.[edition]
  return renamed || (then && then !== print) ? "changed" : "done"
}

/** {minutes, done, states, finished, begun, day} of a module; `steps` are [key, minutes, print, also, beside]. */
export function moduleState(records, module, steps, edition) {
  const found = steps.map(([key, , , also, beside]) => recordOf(records, module, key, also, beside))
  const states = found.map((one, place) => stepState(one, steps[place][2], edition))
  const sum = (wanted) => steps.reduce((total, [, minutes], place) => total + (wanted(states[place]) ? minutes : 0), 0)
  const days = found.map(({ record }) => (record?.done && record.at) || "").sort()
  const finished = states.length > 0 && states.every((state) => state !== "open")
  return {
    minutes: sum(() => true),
    done: sum((state) => state !== "open"),
    states,
    finished,
    begun: states.some((state) => state !== "open"),
    day: days.at(-1) ?? "",
  }
}

/** Text with its {names} filled in. */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

/** «12 of 90 min done (13 %)». */
export function progressText(pattern, done, total) {
  return fill(pattern, { done, total, percent: total ? Math.floor((100 * done) / total) : 0 })
}

/** A day as people of that language write it; `day` is year-month-day or a time. */
export function dayText(day, language) {
  const time = new Date(day.length === 10 ? `${day}T12:00` : day)
  return Number.isNaN(time.getTime()) ? day : new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long" }).format(time)
}

/** This day, here, as year-month-day. */
export function today() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

/** The words of the academy, which the page holds once. */
export function studyWords() {
  return JSON.parse(document.getElementById("kb-study-words")?.dataset.words ?? "{}")
}
