// <kb-steps>: an ordered list, one step at a time, with a way to see them all. Taken out again it leaves the list as it was.

/** «Step {n} of {total}» with the numbers in it. */
export function wording(pattern, n, total) {
  return pattern.replace("{n}", String(n)).replace("{total}", String(total))
}

export class Steps extends HTMLElement {
  list = null
  #at = 0
  #all = false
  #bar = null
  #status = document.createElement("p")

  get #items() {
    return [...this.list.children]
  }

  /** Once the list is inside. */
  start() {
    this.setAttribute("role", "group")
    this.setAttribute("aria-label", this.dataset.steps)
    const first = this.list.start
    // A hidden item is not counted by the browser, so each gets its number
    this.#items.forEach((item, place) => (item.value = first + place))
    this.#bar = this.#makeBar()
    this.prepend(this.#status)
    this.append(this.#bar)
    this.addEventListener("kb:reveal", this.#reveal)
    this.#show()
  }

  disconnectedCallback() {
    this.list.removeAttribute("aria-live")
    for (const item of this.#items) {
      item.hidden = false
      item.removeAttribute("value")
    }
  }

  #makeBar() {
    const bar = document.createElement("div")
    bar.className = "kb-steps__bar"
    const button = (name, label, action) => {
      const made = document.createElement("button")
      made.type = "button"
      made.className = `kb-button kb-steps__${name}`
      made.textContent = label
      made.addEventListener("click", action)
      return made
    }
    this.#status.className = "kb-steps__status"
    this.#status.setAttribute("role", "status")
    bar.append(
      button("previous", this.dataset.previous, () => this.#go(-1)),
      button("next", this.dataset.next, () => this.#go(1)),
      button("all", this.dataset.all, () => this.#toggle()),
    )
    return bar
  }

  #go(by) {
    this.#at = Math.min(Math.max(this.#at + by, 0), this.#items.length - 1)
    this.#show()
  }

  #toggle() {
    this.#all = !this.#all
    this.#show()
  }

  #reveal = (event) => {
    const place = this.#items.findIndex((item) => item.contains(event.target))
    if (place >= 0) this.#at = place
    this.#show()
  }

  #show() {
    const items = this.#items
    // The step that appears is read out; a whole list is not
    this.list.setAttribute("aria-live", this.#all ? "off" : "polite")
    items.forEach((item, place) => (item.hidden = !this.#all && place !== this.#at))
    const [previous, next, all] = this.#bar.children
    this.#status.textContent = this.#all ? "" : wording(this.dataset.step, this.#at + 1, items.length)
    // Not `disabled`: a focused button must not vanish from under the keyboard
    previous.setAttribute("aria-disabled", String(this.#at === 0))
    next.setAttribute("aria-disabled", String(this.#at === items.length - 1))
    previous.hidden = next.hidden = this.#all
    all.textContent = this.#all ? this.dataset.one : this.dataset.all
    this.toggleAttribute("data-all-shown", this.#all)
  }
}

customElements.define("kb-steps", Steps)
