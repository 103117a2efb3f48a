// What mentors confirmed: shown beside each objective of a part of the page.
import { progress } from "./progress.js"
import { dayText, fill } from "./study.js"

/** The confirmation of an objective that still holds, or undefined. */
export function confirmation(objective) {
  const record = progress.get("confirmed", objective)
  return record && !record.withdrawn && typeof record.by === "string" ? record : undefined
}

/** Write «Confirmed by …» to each objective; `extra` makes what stands behind it. Returns how many are confirmed. */
export function showConfirmed(root, words, language, extra = () => []) {
  let count = 0
  for (const item of root.querySelectorAll("[data-objective]")) {
    const record = confirmation(item.dataset.objective)
    const said = record ? fill(words.confirmed, { name: record.by, day: dayText(String(record.on ?? ""), language) }) : ""
    const place = item.querySelector(".kb-mentor__word")
    if (place.dataset.said !== said) place.replaceChildren(...(record ? [said, ...extra(item)] : []))
    place.dataset.said = said
    count += record ? 1 : 0
  }
  return count
}
