// The values of one page: their fields, the commands that they fill, and what may be copied.
import { COVER, command, fillCell, needs } from "./commands.js"
import { mistake } from "./inputs.js"

const FILL_AFTER = 120
const HELD = 5000

// The theme may put the same page in anew; then nobody has to type a secret again. Only for a moment, and nowhere else
const held = new Map()

export class Values {
  #article
  #inputs
  #cells
  #stage
  #all = {}
  #filling = 0
  #waiting = null

  constructor(article, inputs, cells, stage) {
    this.#article = article
    this.#inputs = inputs
    this.#cells = cells
    this.#stage = stage
  }

  /** Take over what a run holds. */
  adopt(inputs) {
    this.#all = { ...this.#secretly(), ...held.get(this.#article), ...inputs }
    this.#stage.adopt(this.#all)
    this.fill()
  }

  empty() {
    this.#all = {}
    this.fill()
  }

  get secrets() {
    return Object.values(this.#secretly()).filter(Boolean)
  }

  /** The names of what may be stored. */
  get plain() {
    return this.#inputs.filter(({ type }) => type !== "secret").map(({ name }) => name)
  }

  hold() {
    held.set(this.#article, this.#secretly())
    setTimeout(() => held.delete(this.#article), HELD)
  }

  /** What was typed: { name, value }, or null for a secret, which belongs into no run. */
  take(field) {
    const input = this.#input(field.name)
    this.#all = { ...this.#all, [input.name]: field.value }
    if (!mistake(input, field.value)) this.#stage.wrong(input, "")
    // Hundreds of commands are not written anew at every key
    clearTimeout(this.#filling)
    this.#filling = setTimeout(() => this.fill(), FILL_AFTER)
    return input.type === "secret" ? null : { name: input.name, value: field.value }
  }

  /** Said when the field is left, not while one types. */
  left(field) {
    const input = this.#input(field.name)
    this.#stage.wrong(input, field.value ? mistake(input, field.value) : "")
  }

  /** To the first field that is not right, or back to the command that asked for one. Whether there was either. */
  submit() {
    this.settle()
    const wrong = this.#inputs.find((input) => this.#mistake(input))
    if (wrong) {
      this.toField(wrong.name, this.#waiting)
      return true
    }
    const cell = this.#waiting
    this.#waiting = null
    cell?.room.focus()
    return cell !== null
  }

  toField(name, cell = null) {
    const input = this.#input(name)
    this.#waiting = cell
    if (!input) return
    this.#stage.wrong(input, this.#mistake(input))
    this.#stage.focusField(name)
  }

  /** What was typed last stands in the commands, too. */
  settle() {
    if (this.#filling) this.fill()
  }

  fill() {
    clearTimeout(this.#filling)
    this.#filling = 0
    const fine = this.#inputs.filter((input) => !this.#mistake(input))
    const usable = Object.fromEntries(fine.map(({ name }) => [name, this.#all[name]]))
    const cover = (name) => this.#input(name)?.type === "secret" && !this.#stage.revealed
    for (const cell of this.#cells) {
      cell.wrong = fillCell(cell, this.#inputs, usable, cover)
      cell.room.renew()
    }
  }

  reveal() {
    this.#stage.toggleReveal()
    this.fill()
  }

  arm(cell) {
    if (cell.wrong.length) return cell.room.explain(cell.wrong, this.#inputs)
    const needed = needs(cell, this.#inputs)
    return cell.room.arm(this.#inputs.filter(({ name }) => needed.includes(name)).map((input) => this.#detail(input)))
  }

  /** Whether the command is on the clipboard now. */
  async copy(cell) {
    if (cell.danger && !cell.room.asked) return false
    if (cell.wrong.length) {
      cell.room.explain(cell.wrong, this.#inputs)
      return false
    }
    return cell.room.copy(command(cell))
  }

  #detail({ name, label, type }) {
    return `${label || name}: ${type === "secret" ? COVER : this.#all[name]}`
  }

  #secretly() {
    const secret = this.#inputs.filter(({ name, type }) => type === "secret" && this.#all[name])
    return Object.fromEntries(secret.map(({ name }) => [name, this.#all[name]]))
  }

  #mistake(input) {
    return mistake(input, this.#all[input.name] ?? "")
  }

  #input(name) {
    return this.#inputs.find((input) => input.name === name)
  }
}
