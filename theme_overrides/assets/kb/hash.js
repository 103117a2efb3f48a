// An address may point into text that the reader's choice hides, or into a closed tab or step: that text is shown then.
import { CHANGED } from "./audience.js"

const SHOWN = "kb-shown"

/** The element that the address names, or null. */
export function target(hash, root = document) {
  try {
    return hash.length > 1 ? root.getElementById(decodeURIComponent(hash.slice(1))) : null
  } catch {
    return null
  }
}

/** The blocks around an element that a choice may hide. */
export function blocksAround(element) {
  const found = []
  for (let at = element?.closest("[data-kb-for]"); at; at = at.parentElement?.closest("[data-kb-for]")) found.push(at)
  return found
}

function reveal() {
  for (const block of document.querySelectorAll(`.${SHOWN}`)) block.classList.remove(SHOWN)
  const element = target(location.hash)
  if (!element) return
  const hidden = !element.getClientRects().length
  for (const block of blocksAround(element)) block.classList.add(SHOWN)
  if (element.name?.startsWith("__tabbed_")) element.checked = true
  element.dispatchEvent(new CustomEvent("kb:reveal", { bubbles: true }))
  if (hidden) element.scrollIntoView()
}

if (typeof document !== "undefined") {
  addEventListener("hashchange", reveal)
  document.addEventListener(CHANGED, reveal)
  if (window.document$) window.document$.subscribe(reveal)
  else reveal()
}
