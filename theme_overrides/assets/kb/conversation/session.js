// Notes that last as long as the tab: what was under way survives a reload, and nothing is left behind.

/** The value that was kept, or null. */
export function recallNow(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key))
  } catch {
    return null
  }
}

/** Keep a value until the tab is closed; null takes it away. Whether it could be kept. */
export function rememberNow(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
