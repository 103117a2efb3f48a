// Text out of the page: to the clipboard, or into a file.

/** Whether it is on the clipboard now. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copiedBySelection(text)
  }
}

/** The way that also works where the browser keeps the clipboard for secure pages. */
function copiedBySelection(text) {
  const field = document.createElement("textarea")
  const before = document.activeElement
  field.value = text
  field.readOnly = true
  field.className = "kb-run__clipboard"
  document.body.append(field)
  field.focus({ preventScroll: true })
  field.select()
  let done = false
  try {
    done = document.execCommand("copy")
  } catch {
    done = false
  }
  field.remove()
  before?.focus?.({ preventScroll: true })
  return done
}

export function download(name, text, type) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
