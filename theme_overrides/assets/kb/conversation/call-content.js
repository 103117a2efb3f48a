// What the panel beside a call shows of a playbook's page: some of its sections, for the person on the line.
import { pristine } from "./reply-text.js"

/** An address in full; in a folder on disk no server adds the name of the file. */
export function whole(address) {
  const full = new URL(address, document.baseURI)
  if (full.protocol === "file:" && full.pathname.endsWith("/")) full.pathname += "index.html"
  return full.href
}

/** Everything that the panel shows of a page, as plain values: it lasts longer than the page. Null where there is nothing. */
export function contentOf(page, address) {
  const parts = partsOf(page, address)
  return (
    parts.length && {
      title: titleOf(page),
      language: page.querySelector(".kb-prose[lang]")?.lang || page.documentElement.lang,
      html: parts.map((part) => part.outerHTML).join(""),
      extras: extrasOf(page)?.outerHTML ?? "",
    }
  )
}

/** Role and anchor of each section, or nothing where the page is no playbook. */
export function sectionsOf(page) {
  try {
    return JSON.parse(page.querySelector("[data-kb-panel]").dataset.kbPanel)
  } catch {
    return []
  }
}

/** The title of the playbook. */
function titleOf(page) {
  return page.querySelector("[data-kb-panel]")?.dataset.title ?? ""
}

/** The parts of a page for the panel, as new elements; addresses are whole, since the panel outlives the page. */
function partsOf(page, address) {
  return sectionsOf(page).map(([role, anchor]) => {
    const heading = page.getElementById(anchor)
    const section = document.createElement("section")
    section.className = `kb-call__section kb-call__section--${role}`
    if (!heading) return section
    const title = document.createElement("h3")
    title.textContent = heading.textContent
    section.append(title)
    for (let part = heading.nextElementSibling; part && part.tagName !== "H2"; part = part.nextElementSibling) {
      section.append(cleaned(part, address))
    }
    return section
  })
}

/** Names of placeholders and replies in other languages, for the replies in the panel. */
function extrasOf(page) {
  const found = page.querySelector(".kb-playbook")
  if (!found) return null
  const extras = document.importNode(found, true)
  extras.removeAttribute("data-kb-panel")
  return extras
}

/** Audiences for whom the panel has words of their own. */
export function callersIn(root) {
  const found = [...root.querySelectorAll("[data-caller]")].flatMap((part) => part.dataset.caller.split(" "))
  return ["novice", "expert", "accessibility"].filter((value) => found.includes(value))
}

function cleaned(part, address) {
  const copy = document.importNode(part, true)
  const box = document.createElement("div")
  box.append(copy)
  const originals = part.matches("kb-reply") ? [part] : [...part.querySelectorAll("kb-reply")]
  ;[...box.querySelectorAll("kb-reply")].forEach((reply, place) => reply.replaceWith(pristine(originals[place])))
  for (const gone of box.querySelectorAll("kb-rehearsal, kb-decision, .kb-reply__group, script, style")) gone.remove()
  for (const link of box.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href
  for (const image of box.querySelectorAll("img[src]")) image.src = new URL(image.getAttribute("src"), address).href
  for (const named of box.querySelectorAll("[id]")) {
    if (named.tagName === "KB-REPLY") named.dataset.reply = named.id
    named.removeAttribute("id")
  }
  // The words for one reader are chosen here by who is on the line, not by how the agent likes to read
  for (const variant of box.querySelectorAll("[data-kb-for]")) {
    variant.dataset.caller = variant.dataset.kbFor
    variant.removeAttribute("data-kb-for")
    variant.className = "kb-call__variant"
  }
  for (const reply of box.querySelectorAll("kb-reply[data-audience]")) reply.dataset.caller = reply.dataset.audience
  return box.childNodes.length === 1 ? box.firstChild : box
}
