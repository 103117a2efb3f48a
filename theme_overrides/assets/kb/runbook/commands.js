// Commands with the values in them, each quoted for the shell that its block names.
import { quote } from "./quoting.js"
import { shown } from "./page.js"

/** Stands for a secret where it is not to be seen. */
export const COVER = "••••••"

/** The variable of an input in shells that take it from the environment: pc-name → PC_NAME. */
export function variable(name) {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, "_")
}

/** Names of the inputs that a command needs, by gap or by variable. */
export function needs(cell, inputs) {
  const text = cell.bare ?? (cell.bare = shown(cell.code))
  const names = new Set(cell.gaps.map((gap) => gap.name))
  for (const name of assigned(cell, inputs, text)) names.add(name)
  return [...names]
}

function assigned(cell, inputs, text) {
  if (!["bash", "sh"].includes(cell.shell)) return []
  return inputs.map(({ name }) => name).filter((name) => new RegExp(`\\$(?:\\{${variable(name)}\\}|${variable(name)}\\b)`).test(text))
}

/** Puts the values into what the page shows. `values` are the usable ones; `cover` says which names are not shown.
 *  Returns what keeps the command from being copied: [{ name, why }], why = missing or a character that this shell cannot hold. */
export function fillCell(cell, inputs, values, cover) {
  const problems = []
  const text = (name) => {
    if (!(name in values)) {
      problems.push({ name, why: "missing" })
      return null
    }
    const quoted = quote(values[name], cell.shell)
    if (quoted === null) problems.push({ name, why: "unquotable" })
    return quoted
  }
  for (const gap of cell.gaps) {
    const quoted = text(gap.name)
    gap.element.toggleAttribute("data-filled", quoted !== null)
    gap.text = quoted
    put(gap.element, quoted === null ? gap.bare : cover(gap.name) ? COVER : quoted)
  }
  const lines = assigned(cell, inputs, cell.bare ?? shown(cell.code)).map((name) => ({ name, quoted: text(name) }))
  cell.lines = lines.filter(({ quoted }) => quoted !== null)
  head(cell, cell.lines.map(({ name, quoted }) => `${variable(name)}=${cover(name) ? COVER : quoted}\n`).join(""))
  return problems
}

/** What is copied: letter for letter what is shown, and the covered secrets in full. */
export function command(cell) {
  const covered = cell.gaps.filter((gap) => gap.text !== null && gap.element.textContent !== gap.text)
  const assignments = cell.head?.textContent
  for (const gap of covered) gap.element.textContent = gap.text
  if (cell.head) cell.head.textContent = cell.lines.map(({ name, quoted }) => `${variable(name)}=${quoted}\n`).join("")
  const text = shown(cell.code)
  for (const gap of covered) gap.element.textContent = COVER
  if (cell.head) cell.head.textContent = assignments
  return text
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text
}

function head(cell, text) {
  if (!text && !cell.head) return
  if (!cell.head) {
    cell.head = document.createElement("span")
    cell.head.className = "kb-assignments"
    cell.code.prepend(cell.head)
  }
  put(cell.head, text)
}
