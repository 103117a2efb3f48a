// <kb-call-panel>: a playbook's hints beside any page: docked on a desktop, a sheet at the bottom of a phone, or a small
// window. <kb-call> opens it. It survives both ways of changing pages, and lasts as long as the tab.
import { callersIn, contentOf, sectionsOf, whole } from "./call-content.js"
import { button, make } from "./elements.js"
import { filtered } from "./kb-situations.js"
import { recallNow, rememberNow } from "./session.js"

const KEY = "kb-call"
const root = document.documentElement

/** The page at an address; the one on screen is not asked for again. */
async function load(address) {
  const here = new URL(location.href)
  if (new URL(address).pathname === here.pathname && sectionsOf(document).length) return document
  if (here.protocol === "file:") throw new Error("no page can read another")
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), "text/html")
}

/** Elements from text that was kept. */
function parsed(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  return [...template.content.childNodes]
}

export class CallPanel extends HTMLElement {
  #state = null // { address, caller, folded, content }
  #opener = null
  #body = null

  connectedCallback() {
    if (this.parentElement !== document.body) {
      // Out of the header, whose neighbours change with the page; an earlier panel goes on
      if (document.querySelector("body > kb-call-panel")) this.remove()
      else document.body.append(this)
      return
    }
    if (this.#body) return
    if (this.dataset.list) this.dataset.list = whole(this.dataset.list)
    this.setAttribute("role", "complementary")
    this.setAttribute("aria-label", this.dataset.label)
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.close())
    this.#body = make("div", "kb-call__body")
    if ("kbAlone" in root.dataset) this.#alone()
    else this.#again()
  }

  /** A page that was opened as a small window shows its panel and nothing else. */
  #alone() {
    if (!sectionsOf(document).length) {
      delete root.dataset.kbAlone
      this.#again()
      return
    }
    this.#state = { address: location.href, caller: "", folded: false, content: contentOf(document, location.href) }
    this.#draw()
  }

  #again() {
    const kept = recallNow(KEY)
    if (kept) this.open(kept.address, kept, false)
  }

  /** Open a playbook, or the list of situations where no address is given. */
  async open(address, { caller = "", folded = false, content = null } = {}, focus = true) {
    if (focus) this.#opener = document.activeElement
    this.#state = { address: address && whole(address), caller, folded, content }
    this.#remember()
    this.#frame(this.dataset.loading)
    const state = this.#state
    try {
      const page = content ? null : await load(state.address || this.dataset.list)
      if (state !== this.#state) return
      if (!state.address) this.#choose(page)
      else {
        state.content ??= contentOf(page, state.address)
        this.#remember()
        this.#draw()
      }
    } catch {
      if (state !== this.#state) return
      // From a folder on disk no page can be read: a small window shows it whole
      if (focus && location.protocol === "file:") this.#leave(state.address)
      else this.#body.replaceChildren(make("p", "kb-call__note", this.dataset.failed), this.#links())
    }
    if (focus && this.isConnected) this.querySelector("h2")?.focus({ preventScroll: true })
  }

  close() {
    if ("kbAlone" in root.dataset) window.close()
    rememberNow(KEY, null)
    this.#state = null
    this.hidden = true
    delete root.dataset.kbDocked
    if (this.#opener?.isConnected) this.#opener.focus()
  }

  #leave(address) {
    this.close()
    if (!address) location.assign(this.dataset.list)
    else if (!this.#popup(address)) location.assign(address)
  }

  #popup(address) {
    const own = new URL(address)
    own.searchParams.set("panel", "")
    return window.open(own, "kb-panel", "popup,width=430,height=780")
  }

  #frame(title) {
    const head = make("div", "kb-call__head")
    const heading = make("h2", "kb-call__title", title)
    heading.tabIndex = -1
    const fold = button(this.#state.folded ? this.dataset.more : this.dataset.less, "kb-call__fold", () => this.#fold(fold))
    fold.setAttribute("aria-expanded", String(!this.#state.folded))
    head.append(heading, fold, button(this.dataset.close, "kb-call__close", () => this.close()))
    this.#body.replaceChildren()
    this.replaceChildren(head, this.#body)
    this.hidden = false
    this.toggleAttribute("data-folded", this.#state.folded)
    if (!("kbAlone" in root.dataset)) root.dataset.kbDocked = this.#state.folded ? "folded" : ""
  }

  #fold(control) {
    this.#state.folded = !this.#state.folded
    this.#remember()
    this.toggleAttribute("data-folded", this.#state.folded)
    root.dataset.kbDocked = this.#state.folded ? "folded" : ""
    control.textContent = this.#state.folded ? this.dataset.more : this.dataset.less
    control.setAttribute("aria-expanded", String(!this.#state.folded))
  }

  /** Kept for the next page; a small window is by itself. */
  #remember() {
    if (!("kbAlone" in root.dataset)) rememberNow(KEY, this.#state)
  }

  #draw() {
    const { content } = this.#state
    if (!content) throw new Error("no playbook")
    this.#frame(content.title)
    this.#body.append(...parsed(content.extras))
    const prose = make("div", "kb-call__prose kb-prose md-typeset")
    prose.lang = content.language
    prose.append(...parsed(content.html))
    const callers = callersIn(prose)
    if (callers.length) this.#body.append(this.#callers(callers))
    // A small window stays what it is: links open beside it
    if ("kbAlone" in root.dataset) for (const link of prose.querySelectorAll("a[href]")) link.target = "_blank"
    this.#body.append(prose, this.#links())
    this.#follow()
  }

  /** Whose words are shown: anyone's, or those of the person on the line. */
  #callers(found) {
    const choice = make("div", "kb-call__callers")
    choice.setAttribute("role", "group")
    choice.setAttribute("aria-label", this.dataset.caller)
    if (!found.includes(this.#state.caller)) this.#state.caller = ""
    for (const value of ["", ...found]) {
      const chosen = button(value ? this.dataset[value] : this.dataset.anyone, "kb-call__caller", () => {
        this.#state.caller = value
        this.#remember()
        this.#follow()
      })
      chosen.value = value
      choice.append(chosen)
    }
    return choice
  }

  #follow() {
    const { caller } = this.#state
    this.toggleAttribute("data-chosen", Boolean(caller))
    for (const choice of this.querySelectorAll(".kb-call__caller")) choice.setAttribute("aria-pressed", String(choice.value === caller))
    for (const part of this.querySelectorAll("[data-caller]")) {
      part.hidden = Boolean(caller) && !part.dataset.caller.split(" ").includes(caller)
    }
  }

  /** The list of situations, to be narrowed down in one's own words. */
  #choose(page) {
    this.#frame(page.querySelector("h1").textContent)
    const rows = [...page.querySelectorAll(".kb-situation")].map((row) => {
      const link = row.querySelector(".kb-situation__title a")
      const words = [...row.querySelectorAll(".kb-situation__words li")].map((word) => word.textContent)
      const address = new URL(link.getAttribute("href"), this.dataset.list).href
      const item = make("li")
      item.append(button(link.textContent, "kb-call__situation", () => this.open(address)))
      if (words.length) item.append(make("p", "kb-call__words", words.join(" · ")))
      return item
    })
    const list = make("ul", "kb-call__list")
    list.append(...rows)
    this.#body.append(filtered(rows, this.dataset.filter, this.dataset.count), list)
  }

  #links() {
    const bar = make("div", "kb-call__links")
    const { address } = this.#state
    if (address && !("kbAlone" in root.dataset)) {
      const link = make("a", "", this.dataset.page)
      link.href = address
      bar.append(link, button(this.dataset.window, "kb-button--quiet kb-call__window", () => this.#popup(address) && this.close()))
    }
    if (this.dataset.list && !("kbAlone" in root.dataset)) {
      bar.append(button(this.dataset.others, "kb-button--quiet kb-call__others", () => this.open("")))
    }
    return bar
  }
}

customElements.define("kb-call-panel", CallPanel)
