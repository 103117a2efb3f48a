// <kb-others>: a list that leaves out what is written for other readers, and a button that shows it all the same.
export class Others extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#toggle)
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#toggle)
  }

  #toggle = (event) => {
    if (!event.target.closest("button")) return
    const open = this.toggleAttribute("data-open")
    for (const button of this.querySelectorAll("button")) {
      button.dataset.show ??= button.textContent
      button.textContent = open ? button.dataset.hide : button.dataset.show
      button.setAttribute("aria-expanded", String(open))
    }
  }
}

customElements.define("kb-others", Others)
