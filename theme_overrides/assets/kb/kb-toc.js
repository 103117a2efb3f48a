// <kb-toc>: the table of contents follows the reader's choice, and marks where the reader is.
import { CHANGED } from "./audience.js"
import { target } from "./hash.js"

export class TableOfContents extends HTMLElement {
  #observer = null

  connectedCallback() {
    document.addEventListener(CHANGED, this.#follow)
    addEventListener("hashchange", this.#follow)
    this.#follow()
    this.#watch()
  }

  disconnectedCallback() {
    document.removeEventListener(CHANGED, this.#follow)
    removeEventListener("hashchange", this.#follow)
    this.#observer?.disconnect()
  }

  /** Pairs of entry and heading. */
  #entries() {
    const links = [...this.querySelectorAll("a")]
    return links.map((link) => [link, target(link.hash)]).filter(([, heading]) => heading)
  }

  #follow = () => {
    // After hash.js and the styles have done their part
    requestAnimationFrame(() => {
      for (const [link, heading] of this.#entries()) {
        const block = heading.closest("[data-kb-for]")
        link.closest("li").hidden = Boolean(block) && getComputedStyle(block).display === "none"
      }
      const shown = this.querySelectorAll("li:not([hidden])").length
      this.hidden = shown === 0
    })
  }

  #watch() {
    const passed = new Map()
    this.#observer = new IntersectionObserver(
      (changes) => {
        for (const { target: heading, isIntersecting } of changes) passed.set(heading, isIntersecting)
        const entries = this.#entries().filter(([, heading]) => passed.get(heading))
        const here = entries.at(-1)?.[0]
        for (const link of this.querySelectorAll("a")) {
          if (link === here) link.setAttribute("aria-current", "location")
          else link.removeAttribute("aria-current")
        }
      },
      // Everything from far above down to the upper third of the window counts as passed
      { rootMargin: "99999px 0px -66% 0px" },
    )
    for (const [, heading] of this.#entries()) this.#observer.observe(heading)
  }
}

customElements.define("kb-toc", TableOfContents)
