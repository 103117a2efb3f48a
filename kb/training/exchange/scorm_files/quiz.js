// The questions of a package in an LMS (SCORM 1.2): marks the answers, tells the LMS status, score and time.

const started = Date.now()

/** The API that the LMS offers in a window around this one, or in that which opened it. */
export function findApi(from) {
  const around = (start) => {
    let place = start
    for (let step = 0; place && step < 20; step += 1) {
      try {
        if (place.API) return place.API
      } catch {
        return null
      }
      if (place.parent === place) return null
      place = place.parent
    }
    return null
  }
  let opener = null
  try {
    opener = from.opener || from.top.opener
  } catch {
    opener = null
  }
  return around(from) || (opener ? around(opener) : null)
}

/** 3 725 s → 0001:02:05.00 */
export function sessionTime(seconds) {
  const two = (number) => String(number).padStart(2, "0")
  const hours = Math.min(9999, Math.floor(seconds / 3600))
  return `${String(hours).padStart(4, "0")}:${two(Math.floor((seconds % 3600) / 60))}:${two(Math.floor(seconds % 60))}.00`
}

/** What counts of a short answer: not the case, the spaces, the form of apostrophes and dashes, nor a full stop. */
export function plain(text) {
  const folded = text.normalize("NFC").toLowerCase().replace(/[’ʼ‘`´]/g, "'").replace(/[‐‑‒–—−]/g, "-")
  const joined = folded.split(/\s+/).filter(Boolean).join(" ")
  return joined.replace(/[.!; ]+$/, "") || joined
}

export function numberIn(text, unit) {
  let said = plain(text).replaceAll(",", ".")
  const after = plain(unit).replaceAll(",", ".")
  if (after && said.endsWith(after)) said = said.slice(0, said.length - after.length).trimEnd()
  said = said.replace(/(?<=\d) (?=\d{3}(?!\d))/g, "")
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(said) ? Number(said) : null
}

/** `key` is what the page holds for a question, `said` the values of its fields. */
export function isRight(key, said) {
  if (key.accept) return plain(said[0] ?? "") !== "" && key.accept.map(plain).includes(plain(said[0]))
  if (key.number !== undefined) {
    const value = numberIn(said[0] ?? "", key.unit)
    return value !== null && Math.abs(value - key.number) <= key.tolerance + 1e-9 * Math.max(1, Math.abs(key.number))
  }
  const wanted = key.inOrder ? key.values : [...key.values].sort()
  const given = key.inOrder ? said : [...said].sort()
  return wanted.length === given.length && wanted.every((value, place) => value === given[place])
}

function saidIn(box) {
  return [...box.querySelectorAll("input, select")]
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
    .map((field) => field.value)
}

function begin() {
  const form = document.querySelector("form")
  const result = document.querySelector("[data-result]")
  const api = findApi(window)
  const on = api !== null && String(api.LMSInitialize("")) === "true"
  const tell = (name, value) => on && api.LMSSetValue(`cmi.core.${name}`, String(value))
  if (on && ["not attempted", ""].includes(String(api.LMSGetValue("cmi.core.lesson_status")))) {
    tell("lesson_status", "incomplete")
    api.LMSCommit("")
  }
  document.querySelector("[data-alone]").hidden = on

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const boxes = [...form.querySelectorAll("fieldset")]
    let points = 0
    for (const box of boxes) {
      const right = isRight(JSON.parse(box.dataset.key), saidIn(box))
      points += Number(right)
      const mark = box.querySelector("[data-mark]")
      mark.textContent = right ? form.dataset.right : form.dataset.wrong
      box.dataset.state = right ? "right" : "wrong"
      box.querySelector("[data-why]").hidden = false
    }
    const percent = Math.round((100 * points) / boxes.length)
    const passed = percent >= Number(form.dataset.pass)
    tell("score.min", 0)
    tell("score.max", 100)
    tell("score.raw", percent)
    tell("lesson_status", passed ? "passed" : "failed")
    tell("session_time", sessionTime((Date.now() - started) / 1000))
    if (on) api.LMSCommit("")
    const words = passed ? form.dataset.passed : form.dataset.notPassed
    result.textContent = `${words}: ${points} / ${boxes.length} (${percent} %)`
    result.focus()
  })

  let over = false
  window.addEventListener("pagehide", () => {
    if (!on || over) return
    over = true
    tell("session_time", sessionTime((Date.now() - started) / 1000))
    api.LMSCommit("")
    api.LMSFinish("")
  })
}

if (typeof document !== "undefined") begin()
