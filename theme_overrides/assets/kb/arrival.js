// After instant navigation the heading of the new page takes the focus: a screen reader reads where it is.

let first = true

window.document$?.subscribe(() => {
  if (!first && !location.hash) document.getElementById("kb-content")?.focus({ preventScroll: true })
  first = false
})
