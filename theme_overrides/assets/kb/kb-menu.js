// <kb-menu>: a <details> that closes as a menu does: with Escape, a click beside it, or when the focus leaves it.
export class Menu extends HTMLElement {
  get #details() {
    return this.querySelector("details")
  }

  connectedCallback() {
    this.addEventListener("keydown", this.#escape)
    this.addEventListener("focusout", this.#leave)
    document.addEventListener("pointerdown", this.#beside)
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this.#escape)
    this.removeEventListener("focusout", this.#leave)
    document.removeEventListener("pointerdown", this.#beside)
  }

  #escape = (event) => {
    if (event.key !== "Escape" || !this.#details.open) return
    this.#details.open = false
    this.querySelector("summary").focus()
  }

  #leave = (event) => {
    if (event.relatedTarget && !this.contains(event.relatedTarget)) this.#details.open = false
  }

  #beside = (event) => {
    if (!this.contains(event.target)) this.#details.open = false
  }
}

customElements.define("kb-menu", Menu)
