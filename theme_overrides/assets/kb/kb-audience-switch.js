// <kb-audience-switch>: radio buttons for the audience; several on a page stay alike.
import { CHANGED, choose, current } from "./audience.js"

export class AudienceSwitch extends HTMLElement {
  #show = () => {
    for (const input of this.querySelectorAll("input")) input.checked = input.value === current()
  }

  connectedCallback() {
    this.#show()
    this.addEventListener("change", this.#choose)
    document.addEventListener(CHANGED, this.#show)
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#choose)
    document.removeEventListener(CHANGED, this.#show)
  }

  #choose = (event) => choose(event.target.value)
}

customElements.define("kb-audience-switch", AudienceSwitch)
