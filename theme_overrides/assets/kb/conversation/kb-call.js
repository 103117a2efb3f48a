// <kb-call>: a button or link that opens the panel beside a call.
import { whole } from "./call-content.js"

export class Call extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#open)
    // The header outlives its page: what it links to must not depend on where it stands
    const link = this.querySelector("a")
    if (link) link.href = whole(link.getAttribute("href"))
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#open)
  }

  #open = (event) => {
    const panel = document.querySelector("kb-call-panel")
    if (!panel || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    panel.open(this.dataset.href ? whole(this.dataset.href) : "")
  }
}

customElements.define("kb-call", Call)
