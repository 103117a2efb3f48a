// The text to hand over: a template with gaps, filled with what the page and the run of the runbook know. Pure.

/** The template with the gaps filled whose values are known; the others stay for the agent. */
export function compose(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, (gap, name) => name in values ? values[name] : gap)
}

/** How many gaps are left. */
export function gaps(text) {
  return (text.match(/\{\{\w+\}\}/g) ?? []).length
}

/** What a run came to: its values, «4. Restart the adapter: done, 14:05 (answers again)» for each step, and what is left.
 *  Empty where nothing was done. `record` is the run as the runbook hands it out: nothing secret is in it. */
export function runLines(record, words, timeOf) {
  const steps = record?.steps ?? []
  const open = ({ outcome }) => !outcome || outcome === "open"
  const told = steps.filter((step) => !open(step) || step.note)
  if (!told.length) return ""
  const values = (record.inputs ?? []).filter(({ value }) => value).map(({ label, name, value }) => `${label || name}: ${value}`)
  const lines = told.map((step) => {
    const said = [words[open(step) ? "left" : step.outcome], step.at ? timeOf(Date.parse(step.at)) : ""].filter(Boolean).join(", ")
    return `${step.number}. ${step.text.replace(/[.:;…]+$/, "")}: ${said}${step.note ? ` (${step.note})` : ""}`
  })
  const left = steps.filter((step) => open(step) && !step.note).map(({ number }) => number)
  return [...values, ...lines, ...(left.length ? [`${words.left[0].toUpperCase()}${words.left.slice(1)}: ${left.join(", ")}`] : [])].join("\n")
}

/** What was ticked, as a list. */
export function ticked(lines) {
  return lines.map((line) => `- ${line}`).join("\n")
}
