// What the page holds of the runbook: its steps, the commands in them, and the gaps in the commands.

/** [{ key, number, section, text, cells, item }] in the order of the page. */
export function readSteps(root) {
  const steps = []
  let section = ""
  for (const element of root.querySelectorAll("h2, .kb-step")) {
    if (element.localName === "h2") section = element.textContent.trim()
    else steps.push(readStep(element, section, steps.length + 1))
  }
  return steps
}

function readStep(item, section, place) {
  return {
    key: item.id || `step-${place}`,
    number: Number(item.dataset.kbStep) || place,
    section,
    text: lead(item),
    // A command that the author gave no name is called by its place, which changes with the text
    cells: [...item.querySelectorAll("[data-kb-cell]")].map((cell) => cell.dataset.kbCell).filter((name) => !/^step-\d+-\d+$/.test(name)),
    item,
  }
}

/** The words of a step up to its first command, list or table. */
export function lead(item) {
  const parts = []
  for (const node of item.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && node.matches("ul, ol, pre, table, div, details, blockquote")) break
    parts.push(node.textContent)
    if (node.nodeType === Node.ELEMENT_NODE && node.matches("p")) break
  }
  return (parts.join("").trim() || item.textContent).replace(/\s+/g, " ").trim()
}

/** [{ box, code, shell, danger, name, gaps }]: the commands below an element. */
export function readCells(root) {
  return [...root.querySelectorAll("[data-kb-cell]")].map((box) => ({
    box,
    name: box.dataset.kbCell,
    code: box.matches("code") ? box : box.querySelector("code"),
    shell: box.dataset.kbShell || "text",
    danger: "kbDanger" in box.dataset && box.dataset.kbDanger !== "false",
    gaps: [...box.querySelectorAll(".kb-placeholder")].map((element) => ({ element, name: element.dataset.name, bare: element.textContent })),
  }))
}

/** A command as it is copied: what the page shows, without the end of its last line. */
export function shown(code) {
  return code.textContent.replace(/\n+$/, "")
}
