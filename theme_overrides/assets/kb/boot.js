// Runs before the first paint: the chosen audience and colour scheme, so that nothing flashes. The only classic script.
(function () {
  const script = document.currentScript
  const root = document.documentElement
  const audiences = script.dataset.audiences.split(" ").filter(Boolean)

  function stored(key) {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }

  const asked = new URLSearchParams(location.search).get("audience")
  const chosen = [asked, stored("kb-audience")].find((value) => audiences.includes(value))
  root.dataset.kbAudience = script.dataset.only || chosen || "all"
  root.dataset.kbScheme = ["light", "dark"].find((value) => value === stored("kb-scheme")) || "auto"
  root.dataset.kbScript = ""
  if (new URLSearchParams(location.search).has("panel")) root.dataset.kbAlone = ""

  // Helpers that Material's script expects on the window
  const scope = new URL(script.dataset.base, location)
  window.__md_scope = scope
  window.__md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0)
  window.__md_get = (key, storage, base) => {
    try {
      return JSON.parse((storage || localStorage).getItem(`${(base || scope).pathname}.${key}`))
    } catch {
      return null
    }
  }
  window.__md_set = (key, value, storage, base) => {
    try {
      ;(storage || localStorage).setItem(`${(base || scope).pathname}.${key}`, JSON.stringify(value))
    } catch {
      // Storage is off: nothing is remembered
    }
  }
})()
