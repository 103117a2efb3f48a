// An address may lead into what a guide folds away: then all of it is shown.
import { target } from "../hash.js"

/** Call `unfold` when the address names something inside an element, now or later. */
export function pointsInto(element, unfold) {
  element.addEventListener("kb:reveal", (event) => event.target !== element && unfold())
  const aimed = target(location.hash)
  if (!aimed || aimed === element || !element.contains(aimed)) return
  unfold()
  aimed.scrollIntoView()
}
