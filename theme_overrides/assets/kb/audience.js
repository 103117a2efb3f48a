// The chosen audience: one value for the page, the address, other tabs and the next visit.
import { remember } from "./storage.js"

export const CHANGED = "kb:audience"
const KEY = "kb-audience"
const AUDIENCES = ["all", "novice", "expert", "accessibility"]

/** Whether the browser keeps the choice; where it does not, each link on the site carries it. */
let kept = true

/** The address with the choice in it; without a parameter for «all». */
export function withAudience(address, audience) {
  const url = new URL(address)
  if (audience === "all") url.searchParams.delete("audience")
  else url.searchParams.set("audience", audience)
  return url.href
}

/** The choice that an address names, or null. */
export function audienceIn(address) {
  const asked = new URL(address).searchParams.get("audience")
  return AUDIENCES.includes(asked) ? asked : null
}

export function current() {
  return document.documentElement.dataset.kbAudience || "all"
}

/** Choose for this reader. `keep` is false where the choice only came from another tab. */
export function choose(audience, keep = true) {
  if (!AUDIENCES.includes(audience)) return
  document.documentElement.dataset.kbAudience = audience
  if (keep) kept = remember(KEY, audience)
  keepAddress()
  document.dispatchEvent(new CustomEvent(CHANGED, { detail: audience }))
}

function keepAddress() {
  const address = withAudience(location.href, current())
  if (address !== location.href) history.replaceState(history.state, "", address)
}

function carry(event) {
  const link = event.target.closest?.("a[href]")
  if (!kept && link?.origin === location.origin) link.href = withAudience(link.href, current())
}

function start() {
  if (!document.querySelector("kb-audience-switch")) return // an edition for one audience alone
  const asked = audienceIn(location.href)
  if (asked) kept = remember(KEY, asked)
  keepAddress()
  addEventListener("storage", (event) => {
    if (event.key === KEY && event.newValue) choose(event.newValue, false)
  })
  // Going back keeps the choice of now: the address is brought up to date, not the reader
  addEventListener("popstate", keepAddress)
  window.document$?.subscribe(keepAddress)
  document.addEventListener("click", carry, true)
}

if (typeof document !== "undefined") start()
