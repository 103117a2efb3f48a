// The words of the page with values in them, and times as people write them.

/** «Step {number} of {total}» with the values in it. */
export function fill(pattern, values = {}) {
  return (pattern ?? "").replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

/** 754000 → 12:34, above an hour 1:02:34. */
export function clock(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000)
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"))
  const hours = Math.floor(seconds / 3600)
  return hours ? `${hours}:${parts.join(":")}` : parts.join(":")
}

/** 14:05, on the clock of whoever carries it out. */
export function timeOfDay(milliseconds) {
  const at = new Date(milliseconds)
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":")
}
