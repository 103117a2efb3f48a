// Small repairs of an article's text, for keyboards and screen readers.

/** What is wider than its place can be scrolled with the keyboard. */
function scrollable() {
  for (const region of document.querySelectorAll(".kb-prose pre > code, .kb-prose .md-typeset__scrollwrap")) {
    if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0
    else region.removeAttribute("tabindex")
  }
}

/** The bar of a copy button is no landmark. */
function bars() {
  for (const bar of document.querySelectorAll(".md-code__nav")) bar.setAttribute("role", "presentation")
}

/** A box in a list of tasks is named by its line. */
function tasks() {
  for (const box of document.querySelectorAll(".task-list-item input:not([aria-label])")) {
    box.setAttribute("aria-label", box.closest("li").textContent.trim())
  }
}

/** Paper shows the addresses of other sites only. */
function outside() {
  for (const link of document.querySelectorAll(".kb-prose a[href^=http]")) {
    link.toggleAttribute("data-kb-outside", link.origin !== location.origin)
  }
}

function repair() {
  scrollable()
  bars()
  tasks()
  outside()
}

let waiting = 0
const later = () => {
  cancelAnimationFrame(waiting)
  waiting = requestAnimationFrame(repair)
}

window.document$?.subscribe(later)
document.addEventListener("kb:audience", later)
addEventListener("resize", later)
addEventListener("load", later)
