// <kb-scheme-switch>: light, dark, or as the system says.
import { remember } from "./storage.js"

const KEY = "kb-scheme"

export class SchemeSwitch extends HTMLElement {
  connectedCallback() {
    this.#show()
    this.addEventListener("change", this.#choose)
    addEventListener("storage", this.#follow)
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#choose)
    removeEventListener("storage", this.#follow)
  }

  #choose = (event) => {
    document.documentElement.dataset.kbScheme = event.target.value
    remember(KEY, event.target.value)
  }

  #follow = (event) => {
    if (event.key !== KEY || !event.newValue) return
    document.documentElement.dataset.kbScheme = event.newValue
    this.#show()
  }

  #show() {
    const scheme = document.documentElement.dataset.kbScheme || "auto"
    for (const input of this.querySelectorAll("input")) input.checked = input.value === scheme
  }
}

customElements.define("kb-scheme-switch", SchemeSwitch)
