// <kb-rehearsal>: a conversation to try out, scene by scene. Without it all scenes stand there, with links between them.
import { button, make } from "./elements.js"
import { pointsInto } from "./reveal.js"
import { recallNow, rememberNow } from "./session.js"

/** How it went: choices that helped, all of them, and which of the three messages fits. */
export function score(turns) {
  const total = turns.length
  const n = turns.filter((turn) => turn.good).length
  return { n, total, message: n === total ? "best" : n * 2 >= total ? "fair" : "kind" }
}

/** What a scene offers: each choice with what it leads to, the id of a scene or nothing. */
export function choicesOf(scene) {
  return [...scene.querySelectorAll(".kb-turn")].map((choice) => {
    const next = [...choice.querySelectorAll("a.kb-turn__next")].at(-1)
    return {
      said: choice.querySelector(".kb-turn__said").textContent.trim(),
      good: choice.dataset.good === "true",
      feedback: choice.querySelector(".kb-turn__feedback"),
      next: next ? decodeURIComponent(next.hash.slice(1)) : "",
    }
  })
}

/** Turns that were kept, as far as they still fit the scenes. */
export function stillTrue(kept, scenes) {
  const turns = []
  let at = scenes[0]?.id
  for (const turn of Array.isArray(kept) ? kept : []) {
    const scene = scenes.find(({ id }) => id === at)
    const choice = scene && turn.scene === at ? choicesOf(scene)[turn.choice] : null
    if (!choice) break
    turns.push({ scene: at, choice: turn.choice, good: choice.good })
    at = choice.next
  }
  return turns
}

export class Rehearsal extends HTMLElement {
  #turns = []
  #waiting = false // the feedback on the last choice is being read
  #stage = null
  #toggle = null
  #status = null // what a screen reader says besides the line that takes the focus

  connectedCallback() {
    if (this.#stage || !this.#scenes.length) return
    this.#stage = make("div", "kb-rehearsal__stage")
    this.#status = make("p", "kb-hidden")
    this.#status.setAttribute("role", "status")
    const last = make("p", "kb-rehearsal__end")
    this.#toggle = button(this.dataset.all, "kb-button--quiet kb-rehearsal__all", () => this.#change())
    last.append(this.#toggle)
    this.append(this.#stage, this.#status, last)
    this.toggleAttribute("data-playing", true)
    const kept = recallNow(this.#key)
    this.#turns = stillTrue(kept?.turns, this.#scenes)
    this.#waiting = Boolean(kept?.waiting) && this.#turns.length > 0
    this.#show(false, Boolean(kept))
    pointsInto(this, () => this.#change(false))
  }

  get #scenes() {
    return [...this.querySelectorAll(".kb-scene")]
  }

  get #key() {
    return `kb-rehearsal:${location.pathname}:${this.id}`
  }

  #change(playing = !this.hasAttribute("data-playing")) {
    this.toggleAttribute("data-playing", playing)
    this.#toggle.textContent = playing ? this.dataset.all : this.dataset.one
  }

  /** What stands on the stage: the beginning, a scene, the feedback on a choice, or the end. */
  #show(focus = true, begun = true) {
    rememberNow(this.#key, begun ? { turns: this.#turns, waiting: this.#waiting } : null)
    const parts = begun ? this.#now() : [this.#act(this.dataset.begin, () => this.#show())]
    this.#stage.replaceChildren(...parts)
    if (!focus) return
    const first = this.#stage.querySelector("[tabindex='-1']")
    first?.focus({ preventScroll: true })
    this.#status.textContent = this.#stage.querySelector(".kb-rehearsal__score, .kb-turn__verdict")?.textContent ?? ""
    this.#stage.scrollIntoView({ block: "nearest" })
  }

  #now() {
    const last = this.#turns.at(-1)
    if (!last) return this.#scene(this.#scenes[0])
    const turn = this.#choice(last)
    if (this.#waiting) return this.#feedback(last, turn)
    const scene = this.#scenes.find(({ id }) => id === turn.next)
    return scene && choicesOf(scene).length ? this.#scene(scene) : this.#ending(scene)
  }

  #choice({ scene, choice }) {
    return choicesOf(this.#scenes.find(({ id }) => id === scene))[choice]
  }

  #scene(scene) {
    const list = make("ul", "kb-rehearsal__choices")
    choicesOf(scene).forEach(({ said, good }, choice) => {
      const item = make("li")
      item.append(button(said, "kb-rehearsal__say", () => this.#say({ scene: scene.id, choice, good })))
      list.append(item)
    })
    return [...this.#telling(scene), list]
  }

  /** The label, which takes the focus, and what the other says. */
  #telling(scene) {
    const label = make("p", "kb-scene__label", scene.querySelector(".kb-scene__label").textContent)
    label.tabIndex = -1
    const text = [...scene.children].filter((part) => !part.matches(".kb-scene__label, .kb-turns"))
    return [label, ...text.map(copy)]
  }

  #say(turn) {
    this.#turns = [...this.#turns, turn]
    this.#waiting = true
    this.#show()
  }

  #feedback(turn, { said, good, feedback }) {
    const repeated = make("p", "kb-rehearsal__told", `${this.dataset.said} ${said}`)
    repeated.tabIndex = -1
    const box = make("div", "kb-turn__feedback")
    box.dataset.good = String(good)
    box.append(...told(feedback))
    const onward = this.#act(this.dataset.next, () => {
      this.#waiting = false
      this.#show()
    })
    return [repeated, box, onward]
  }

  #ending(scene) {
    const { n, total, message } = score(this.#turns)
    const telling = scene ? this.#telling(scene) : []
    const result = make("p", "kb-rehearsal__score", this.dataset.score.replace("{n}", n).replace("{total}", total))
    if (!scene) result.tabIndex = -1
    const kind = make("p", "", this.dataset[message])
    const heading = make("p", "kb-rehearsal__turns-title", this.dataset.turns)
    const list = make("ul", "kb-rehearsal__turns")
    list.setAttribute("aria-label", this.dataset.turns)
    for (const turn of this.#turns) {
      const { said, good, feedback } = this.#choice(turn)
      const item = make("li")
      item.dataset.good = String(good)
      const verdict = make("span", "kb-turn__verdict", feedback.querySelector(".kb-turn__verdict").textContent)
      item.append(make("span", "kb-rehearsal__said", said), " ", verdict)
      if (!good) item.append(...told(feedback).slice(1))
      list.append(item)
    }
    const again = this.#act(this.dataset.again, () => {
      this.#turns = []
      this.#waiting = false
      this.#show()
    })
    return [...telling, result, kind, heading, list, again]
  }

  #act(label, action) {
    const bar = make("p", "kb-rehearsal__bar")
    bar.append(button(label, "kb-rehearsal__act", action))
    return bar
  }
}

function copy(part) {
  const made = part.cloneNode(true)
  for (const named of made.querySelectorAll("[id]")) named.removeAttribute("id")
  return made
}

/** The verdict and the feedback, without the link to the next scene. */
function told(feedback) {
  const parts = [...feedback.children].map(copy)
  for (const part of parts) for (const link of part.querySelectorAll("a.kb-turn__next")) link.remove()
  return parts.filter((part) => part.textContent.trim())
}

customElements.define("kb-rehearsal", Rehearsal)
