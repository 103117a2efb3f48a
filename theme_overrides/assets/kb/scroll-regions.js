// Tables and code that are wider than the page can be scrolled with the keyboard; a copy button is no landmark.
const WIDE = ".kb-prose pre > code, .kb-prose .md-typeset__scrollwrap, .kb-prose .highlighttable"

function mark() {
  for (const region of document.querySelectorAll(WIDE)) {
    if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0
    else region.removeAttribute("tabindex")
  }
  for (const bar of document.querySelectorAll(".md-code__nav")) bar.setAttribute("role", "presentation")
}

let waiting = 0
const later = () => {
  cancelAnimationFrame(waiting)
  waiting = requestAnimationFrame(mark)
}

window.document$?.subscribe(later)
document.addEventListener("kb:audience", later)
addEventListener("resize", later)
addEventListener("load", later)
