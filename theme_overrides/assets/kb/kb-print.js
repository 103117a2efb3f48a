// <kb-print>: a button that prints the page.
export class Print extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => print())
  }
}

customElements.define("kb-print", Print)
