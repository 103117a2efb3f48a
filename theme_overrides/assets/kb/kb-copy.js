// <kb-copy>: copies an address, and says so.
export class Copy extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", this.#copy)
  }

  #copy = async () => {
    const address = new URL(this.dataset.href, document.baseURI).href
    const status = this.querySelector("[role=status]")
    try {
      await navigator.clipboard.writeText(address)
      status.textContent = this.dataset.copied
    } catch {
      status.textContent = address // not allowed: shown, to be copied by hand
    }
    setTimeout(() => (status.textContent = ""), 4000)
  }
}

customElements.define("kb-copy", Copy)
