// The start of an exam: how long, which number, and whether one that was begun goes on.
import { button, fill, make } from "./data.js"

/** A form. `begin(seed, minutes)` and `goOn` (null where nothing was begun) are what it leads to. */
export function startForm({ words, minutes, begin, goOn }) {
  const seed = make("input", { type: "text", id: "kb-exam-seed", autocomplete: "off", maxlength: "40", "aria-describedby": "kb-exam-seed-hint" })
  const time = make("select", { id: "kb-exam-time" })
  if (minutes) {
    time.append(
      new Option(fill(words.exam_time_own, { minutes }), String(minutes)),
      new Option(fill(words.exam_time_more, { minutes: minutes * 2 }), String(minutes * 2)),
    )
  }
  time.append(new Option(words.exam_time_off, "0"))
  const status = make("p", { class: "kb-exam__status", role: "status" })
  const go = make("button", { type: "submit", class: goOn ? "kb-button kb-button--quiet" : "kb-button" }, words[goOn ? "exam_new" : "exam_start"])
  const form = make(
    "form",
    { class: "kb-exam__start" },
    make("div", { class: "kb-exam__field" }, make("label", { for: "kb-exam-time" }, words.exam_time), time),
    make(
      "div",
      { class: "kb-exam__field" },
      make("label", { for: "kb-exam-seed" }, words.exam_seed),
      seed,
      make("p", { class: "kb-exam__hint", id: "kb-exam-seed-hint" }, words.exam_seed_hint),
    ),
    make("div", { class: "kb-exam__bar" }, ...(goOn ? [button(words.exam_continue, () => goOn(status), "kb-button--first")] : []), go),
    status,
  )
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    begin(seed.value.trim(), Number(time.value), status)
  })
  return form
}
