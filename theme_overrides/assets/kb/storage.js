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

/** Take the note away. */
export function forget(key) {
  try {
    localStorage.removeItem(key)
  } catch {
    // Storage is off: there is nothing to take away
  }
}

/** The keys of all notes that begin like this. */
export function known(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}
