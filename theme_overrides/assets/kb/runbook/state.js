// One run of a runbook as a plain value, and what can happen to it. Pure: the clock comes in with each action, as milliseconds.

export const OUTCOMES = ["done", "failed", "skipped"]

/** A run that nobody has begun. `steps` has an entry for each step that something was said about, by its key;
 *  `lost` are such steps that the text no longer has. */
export function fresh() {
  return { started: null, since: null, elapsed: 0, finished: null, cursor: null, inputs: {}, steps: {}, branches: [], lost: [] }
}

/** The run after an action. `order` are the keys of the steps as the page has them. */
export function reduce(run, action, order) {
  const act = ACTIONS[action.type]
  return act ? act(run, action, order) : run
}

const ACTIONS = {
  start: begun,
  pause: (run, { at }) => stopped(run, at),
  resume: begun,
  finish: (run, { at }) => (run.started === null ? run : { ...stopped(run, at), finished: at }),
  reset: () => fresh(),
  cursor: (run, { step }) => (run.cursor === step ? run : { ...run, cursor: step }),
  input: (run, { name, value }) => ({ ...run, inputs: { ...run.inputs, [name]: value } }),
  note: (run, { step, text, at }) => withStep(touched(run, { at }), step, { note: text }),
  copied: (run, { step, command, at }) => {
    const before = run.steps[step]?.commands ?? []
    return withStep(touched(run, { at }), step, { commands: [...new Set([...before, command])] })
  },
  outcome: decided,
  branch: branched,
}

/** Something was done: time begins, or goes on after a pause. A finished run stays finished. */
function touched(run, { at }) {
  return run.finished === null ? begun(run, { at }) : run
}

/** Time runs, also again for a run that was finished. */
function begun(run, { at }) {
  if (run.since !== null) return run
  return { ...run, started: run.started ?? at, since: at, finished: null }
}

function stopped(run, at) {
  return run.since === null ? run : { ...run, since: null, elapsed: elapsed(run, at) }
}

function withStep(run, step, change) {
  return { ...run, steps: { ...run.steps, [step]: { ...run.steps[step], ...change } } }
}

/** The same outcome again takes it back. The last outcome ends the run; an open step that is decided or one that is taken
 *  back opens it again, another outcome only corrects it. */
function decided(run, { step, outcome, at }, order) {
  const before = run.steps[step]?.outcome
  const same = before === outcome
  let next = same || !before ? begun(run, { at }) : touched(run, { at })
  next = withStep(next, step, same ? { outcome: null, at: null, by: null } : { outcome, at, by: null })
  next.cursor = same || outcome === "failed" ? step : (following(next, step, order) ?? step)
  return same || remaining(next, order).length ? next : { ...stopped(next, at), finished: next.finished ?? at }
}

/** «Go to step 7»: this step is carried out, those between are left out, and the run goes on there. Backwards only goes.
 *  A link outside the steps has no `step`; `after` is the place of the last step before it, or -1. */
function branched(run, { step, after = -1, to, at }, order) {
  const goal = order.indexOf(to)
  if (goal < 0) return run
  const place = step ? order.indexOf(step) : after
  let next = begun(run, { at })
  if (step && !next.steps[step]?.outcome) next = withStep(next, step, { outcome: "done", at, by: null })
  for (const between of order.slice(place + 1, Math.max(goal, place + 1))) {
    if (!next.steps[between]?.outcome) next = withStep(next, between, { outcome: "skipped", at, by: step ?? to })
  }
  return { ...next, branches: [...next.branches, { from: step ?? null, to, at }], cursor: to }
}

/** Milliseconds that were worked on it, pauses left out. */
export function elapsed(run, at) {
  return run.elapsed + (run.since === null ? 0 : Math.max(0, at - run.since))
}

/** Keys of the steps that nothing was decided about. */
export function remaining(run, order) {
  return order.filter((key) => !run.steps[key]?.outcome)
}

/** The first open step after this one, else the first open one, else undefined. */
export function following(run, step, order) {
  const open = remaining(run, order)
  const place = order.indexOf(step)
  return open.find((key) => order.indexOf(key) > place) ?? open[0]
}

/** How many steps have which outcome. */
export function tally(run, order) {
  const count = { done: 0, failed: 0, skipped: 0, open: 0 }
  for (const key of order) count[run.steps[key]?.outcome || "open"] += 1
  return count
}

/** not started · running · paused · finished */
export function phase(run) {
  if (run.finished !== null) return "finished"
  if (run.started === null) return "new"
  return run.since === null ? "paused" : "running"
}
