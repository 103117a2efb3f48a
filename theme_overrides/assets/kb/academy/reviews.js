// The reviews of questions, kept with the trainee's other progress: by them the practice knows what comes back when.
import { progress } from "./progress.js"
import { next, today } from "./schedule.js"

/** Keep a review; the card it gave. */
export function review(id, grade) {
  const card = next(progress.get("question", id), grade, today())
  progress.put("question", id, card)
  return card
}

/** Id → card of every question that was ever answered here. */
export function cards() {
  return new Map(progress.all("question"))
}
