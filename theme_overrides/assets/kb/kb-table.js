// <kb-table>: a table whose columns sort and whose rows filter. Without it the table is complete, in the order it was given.

/** Whether a row shows: every word of the query somewhere in it, and every chosen value in its column. */
export function matches(cells, query, chosen) {
  const text = cells.join(" ").toLocaleLowerCase()
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return words.every((word) => text.includes(word)) && chosen.every(([column, value]) => !value || cells[column] === value)
}

/** Numbers by size, words by the alphabet of the language. */
export function compare(one, other, language) {
  const [a, b] = [Number(one), Number(other)]
  if (one !== "" && other !== "" && !Number.isNaN(a) && !Number.isNaN(b)) return a - b
  return one.localeCompare(other, language, { numeric: true })
}

/** The next direction: a column begins upwards, or downwards where the greatest matters most, and then turns. */
export function turned(now, down) {
  if (now === "none") return down ? "descending" : "ascending"
  return now === "ascending" ? "descending" : "ascending"
}

const textOf = (cell) => cell.textContent.trim().replace(/\s+/g, " ")

export class Table extends HTMLElement {
  #rows = []
  #bar = null
  #heads = []

  connectedCallback() {
    const table = this.querySelector("table")
    if (!table || this.#bar) return
    this.#heads = [...table.tHead.rows[0].cells]
    this.#rows = [...table.tBodies[0].rows].map((row) => ({ row, cells: [...row.cells].map(textOf) }))
    this.#heads.forEach((head, column) => this.#makeSortable(head, column, table.tBodies[0]))
    this.#bar = this.#makeBar()
    this.prepend(this.#bar)
    this.#filter()
  }

  #makeSortable(head, column, body) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "kb-table__sort"
    button.textContent = head.textContent
    button.title = `${this.dataset.sort} ${head.textContent}`
    button.addEventListener("click", () => this.#sort(head, column, body))
    head.replaceChildren(button)
    head.setAttribute("aria-sort", "none")
  }

  #sort(head, column, body) {
    const cellOf = ({ row }) => row.cells[column]
    const valueOf = (entry) => cellOf(entry).dataset.value ?? entry.cells[column]
    const down = this.#rows.length > 0 && cellOf(this.#rows[0]).hasAttribute("data-down")
    const direction = turned(head.getAttribute("aria-sort"), down)
    for (const other of this.#heads) other.setAttribute("aria-sort", other === head ? direction : "none")
    const sign = direction === "ascending" ? 1 : -1
    const language = document.documentElement.lang
    this.#rows.sort((a, b) => sign * compare(valueOf(a), valueOf(b), language))
    body.append(...this.#rows.map(({ row }) => row))
  }

  #makeBar() {
    const bar = document.createElement("div")
    bar.className = "kb-table__bar"
    const field = document.createElement("input")
    field.type = "search"
    bar.append(this.#labelled(this.dataset.filter, field))
    for (const [column, head] of this.#heads.entries()) {
      if (head.hasAttribute("data-choose")) bar.append(this.#labelled(head.textContent, this.#choices(column)))
    }
    const count = document.createElement("p")
    count.setAttribute("role", "status")
    bar.append(count)
    bar.addEventListener("input", () => this.#filter())
    return bar
  }

  #labelled(text, control) {
    const label = document.createElement("label")
    label.append(text, control)
    return label
  }

  #choices(column) {
    const select = document.createElement("select")
    select.dataset.column = column
    select.append(new Option(this.dataset.any, ""))
    const values = new Set(this.#rows.map(({ cells }) => cells[column]))
    for (const value of [...values].sort((a, b) => a.localeCompare(b))) select.append(new Option(value, value))
    return select
  }

  #filter() {
    const query = this.#bar.querySelector("input").value
    const chosen = [...this.#bar.querySelectorAll("select")].map((select) => [Number(select.dataset.column), select.value])
    let shown = 0
    for (const { row, cells } of this.#rows) {
      row.hidden = !matches(cells, query, chosen)
      shown += row.hidden ? 0 : 1
    }
    const pattern = this.dataset.count
    this.#bar.querySelector("p").textContent = pattern.replace("{n}", String(shown)).replace("{total}", String(this.#rows.length))
  }
}

customElements.define("kb-table", Table)
