// The text of a reply: as plain text, from plain text, and as its page was written.
import { make } from "./elements.js"

/** What lies in the clipboard: paragraphs, items and links as plain text, placeholders by what was filled in. */
export function plainText(root, filled = (name) => `{{${name}}}`) {
  const inline = (node) => {
    if (node.nodeType === 3) return node.data.replace(/\s+/g, " ")
    if (node.nodeType !== 1) return ""
    if (node.dataset?.slot) return filled(node.dataset.slot)
    if (node.tagName === "BR") return "\n"
    const text = [...node.childNodes].map(inline).join("")
    const href = node.tagName === "A" ? node.getAttribute("href") : ""
    return href && /^https?:/.test(href) && href !== text ? `${text} (${href})` : text
  }
  const tidy = (text) => text.replace(/ *\n */g, "\n").trim()
  const block = (node) => {
    if (node.tagName === "UL" || node.tagName === "OL") {
      const mark = (place) => (node.tagName === "OL" ? `${place + (node.start || 1)}. ` : "- ")
      return [...node.children].map((item, place) => mark(place) + blocks(item).join("\n  ")).join("\n")
    }
    return /^(BLOCKQUOTE|DIV|SECTION)$/.test(node.tagName) ? blocks(node).join("\n\n") : tidy(inline(node))
  }
  const blocks = (parent) => {
    const found = []
    let text = ""
    const flush = () => {
      if (tidy(text)) found.push(tidy(text))
      text = ""
    }
    for (const node of parent.childNodes) {
      if (/^(P|UL|OL|BLOCKQUOTE|DIV|SECTION|PRE|TABLE)$/.test(node.tagName ?? "")) {
        flush()
        found.push(block(node))
      } else text += inline(node)
    }
    flush()
    return found.filter(Boolean)
  }
  return blocks(root).join("\n\n")
}

/** A text with placeholders, cut: words and names in turn, beginning with words. */
export function cut(text) {
  return text.split(/\{\{[ \t]*([^{}\n]{1,60}?)[ \t]*\}\}/)
}

/** A reply as the page was written, whatever was done to it since. */
export function pristine(reply) {
  const copy = document.importNode(reply, true)
  for (const added of copy.querySelectorAll(".kb-reply__bar, .kb-reply__by-hand, .kb-reply__text[data-added]")) added.remove()
  for (const slot of copy.querySelectorAll(".kb-slot")) slot.textContent = `{{${slot.dataset.slot}}}`
  for (const text of copy.querySelectorAll(".kb-reply__text")) text.hidden = false
  copy.removeAttribute("data-other")
  return copy
}

/** A paragraph of plain text as an element, its placeholders marked as the page marks them. */
export function paragraphOf(text) {
  const paragraph = make("p")
  cut(text).forEach((part, place) => {
    if (place % 2) {
      const slot = make("span", "kb-slot", `{{${part}}}`)
      slot.dataset.slot = part
      paragraph.append(slot)
      return
    }
    part.split("\n").forEach((line, number) => paragraph.append(...(number ? [make("br"), line] : [line])))
  })
  return paragraph
}
