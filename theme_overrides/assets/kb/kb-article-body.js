// <kb-article-body>: gives its ordered lists one step at a time while the audience is «accessibility».
import { CHANGED, current } from "./audience.js"
import "./kb-steps.js"

const LEAST = 3

/** The lists that are worth it: at least three steps, not inside another such list, and not a runbook's: its runner has them. */
export function stepLists(root) {
  return [...root.querySelectorAll("ol:not(.kb-runbook__steps)")].filter(
    (list) => list.children.length >= LEAST && !list.parentElement.closest("ol, .footnote, kb-decision, kb-reply, kb-rehearsal, kb-question, kb-exam"),
  )
}

export class ArticleBody extends HTMLElement {
  connectedCallback() {
    document.addEventListener(CHANGED, this.#follow)
    this.#follow()
  }

  disconnectedCallback() {
    document.removeEventListener(CHANGED, this.#follow)
  }

  #follow = () => {
    for (const steps of this.querySelectorAll("kb-steps")) steps.replaceWith(steps.list)
    if (current() !== "accessibility") return
    for (const list of stepLists(this)) {
      const steps = document.createElement("kb-steps")
      Object.assign(steps.dataset, this.dataset)
      list.before(steps)
      steps.list = list
      steps.append(list)
      steps.start()
    }
  }
}

customElements.define("kb-article-body", ArticleBody)
