// A run as a record: the JSON of kb/runbooks/record.py. Nothing secret is in one that was masked.
import { mask } from "./masking.js"
import { elapsed } from "./state.js"

export const SCHEMA = "poradnyk-run/1"

/** The record of a run, before it is masked. `about` is { id, title, language, address }; secret inputs have no value. */
export function recordOf(run, steps, inputs, about, at) {
  const numberOf = new Map(steps.map(({ key, number }) => [key, number]))
  const said = (step, one) => ({
    number: step.number,
    text: step.text,
    section: step.section ?? "",
    outcome: one?.outcome ?? "open",
    at: one?.outcome && one.at ? iso(one.at) : null,
    after: (one?.by && numberOf.get(one.by)) ?? null,
    note: one?.note ?? "",
    commands: one?.commands ?? [],
  })
  const told = steps.map((step) => said(step, run.steps[step.key]))
  return {
    schema: SCHEMA,
    runbook: about.id,
    title: about.title,
    language: about.language,
    address: about.address,
    by: "",
    started: run.started === null ? null : iso(run.started),
    finished: run.finished === null ? null : iso(run.finished),
    seconds: Math.floor(elapsed(run, at) / 1000),
    result: resultOf(told),
    inputs: inputs.map(({ name, label, type }) => ({
      name,
      label: label ?? "",
      type: type ?? "text",
      value: type === "secret" ? null : run.inputs[name] || null,
    })),
    steps: told,
    branches: run.branches
      .filter(({ from }) => from !== null)
      .map(({ from, to, at: when }) => ({ start: numberOf.get(from), to: numberOf.get(to), at: iso(when) })),
    lost: run.lost.map((step) => ({ ...said(step, step), after: null })),
  }
}

/** What a run came to, as far as its steps tell. */
export function resultOf(steps) {
  const outcomes = steps.map(({ outcome }) => outcome)
  if (outcomes.includes("failed")) return "failed"
  return outcomes.includes("open") || !outcomes.length ? "open" : "worked"
}

/** The record as it may be stored or pasted: no secret, no personal data in values and notes. */
export function masked(record, secrets, words) {
  const clean = (step) => ({ ...step, note: mask(step.note ?? "", secrets, words) })
  return {
    ...record,
    inputs: (record.inputs ?? []).map((given) => ({
      ...given,
      value: given.type === "secret" || given.value === null ? null : mask(given.value, secrets, words),
    })),
    steps: record.steps.map(clean),
    lost: (record.lost ?? []).map(clean),
  }
}

/** 2026-11-23T20:14:05+02:00: the clock of whoever carries it out, with its offset. */
export function iso(milliseconds) {
  const at = new Date(milliseconds)
  const ahead = -at.getTimezoneOffset()
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0")
  const local = new Date(milliseconds + ahead * 60_000).toISOString().slice(0, 19)
  return `${local}${ahead < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}`
}
