// <kb-moved>: headings that are on another page now. Whoever asks for one is led there.

/** The address of the heading that the hash names, from pairs [earlier anchor, address], or null. */
export function onward(hash, pairs) {
  let wanted
  try {
    wanted = decodeURIComponent(hash.slice(1))
  } catch {
    return null
  }
  return pairs.find(([from]) => wanted && from === wanted)?.[1] ?? null
}

/** The pairs that the links inside an element say. */
export function pairsIn(element) {
  return [...element.querySelectorAll("a[data-from]")].map((link) => [link.dataset.from, link.href])
}

export class Moved extends HTMLElement {
  connectedCallback() {
    addEventListener("hashchange", this.#lead)
    this.#lead()
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.#lead)
  }

  #lead = () => {
    const address = document.getElementById(location.hash.slice(1)) ? null : onward(location.hash, pairsIn(this))
    if (address) location.replace(address)
  }
}

customElements.define("kb-moved", Moved)
