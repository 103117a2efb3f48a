// Small notes in the browser that may be missing: storage can be off, full or forbidden.

/** The note, or null. */
export function recall(key) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keep the note; whether it could be kept. */
export function remember(key, value) {
  try {
    localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}
