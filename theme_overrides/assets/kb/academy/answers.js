// Whether an answer is right: the same as kb/training/questions/answers.py, which says why. A mark is [points, of].

/** What counts of a short answer: not the case, the spaces, the form of apostrophes and dashes, nor a full stop. */
export function plain(text) {
  const folded = text.normalize("NFC").toLowerCase().replace(/[’ʼ‘`´]/g, "'").replace(/[‐‑‒–—−]/g, "-")
  const joined = folded.split(/\s+/).filter(Boolean).join(" ")
  return joined.replace(/[.!; ]+$/, "") || joined
}

/** `1 024,5 ms` → 1024.5; null when it is no number. */
export function numberIn(text, unit = "") {
  let said = plain(text).replaceAll(",", ".")
  const after = plain(unit).replaceAll(",", ".")
  if (unit && said.endsWith(after)) said = said.slice(0, said.length - after.length).trimEnd()
  said = said.replace(/(?<=\d) (?=\d{3}(?!\d))/g, "")
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(said) ? Number(said) : null
}

export function markChoice(rights, chosen) {
  const picked = new Set(chosen)
  const hits = rights.filter((right, place) => right && picked.has(place)).length
  const misses = rights.filter((right, place) => !right && picked.has(place)).length
  return [Math.max(0, hits - misses), rights.filter(Boolean).length]
}

export function markTruth(truth, said) {
  return [Number(said === truth), 1]
}

export function markShort(accept, said) {
  return [Number(plain(said) !== "" && accept.map(plain).includes(plain(said))), 1]
}

export function markNumber(number, tolerance, unit, said) {
  const value = numberIn(said, unit)
  const slack = tolerance + 1e-9 * Math.max(1, Math.abs(number))
  return [Number(value !== null && Math.abs(value - number) <= slack), 1]
}

export function markOrder(said) {
  return [said.filter((item, place) => item === place).length, said.length]
}

/** The mark of an answer to a question of any kind; null is no answer. */
export function mark(question, said) {
  switch (question.kind) {
    case "true-false":
      return markTruth(question.truth, said)
    case "short":
      return markShort(question.accept, said ?? "")
    case "numeric":
      return markNumber(question.number, question.tolerance ?? 0, question.unit ?? "", said ?? "")
    case "matching":
      return markOrder(said ?? question.pairs.map(() => -1))
    case "ordering":
      return markOrder(said ?? question.items.map(() => -1))
    default:
      return markChoice(question.options.map((option) => option[1]), said ?? [])
  }
}
