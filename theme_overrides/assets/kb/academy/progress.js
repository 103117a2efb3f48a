// What a trainee has done, kept in this browser alone: one store for steps, questions, exams and confirmations.
//
// progress.get(kind, id)          the record, or undefined
// progress.all(kind)              [[id, record], …] in the order of their ids
// progress.put(kind, id, record)  keeps it (`at` is set to now); returns "" or why not: "unkept" (storage off or full), "newer", "bad"
// progress.trouble()              "" or what is wrong with the store: "broken", "newer", "unkept"
// progress.text()                 everything as the text of a file
// progress.take(text)             merges such a file: {error, added, changed, kept, refused}
// progress.forget()               empties the store
// document hears CHANGED          after every change, also one in another tab
//
// Kinds: step (id `KB-0301:KB-0101/read`), question (id `Q-SAT-01`), exam (free), confirmed (id `OBJ-SAT-1`), profile.
// A record is any small JSON object. Ids that no page knows any more are kept: content comes and goes, work stays.
import { recall, remember } from "../storage.js"

export const CHANGED = "kb:progress"
export const KINDS = ["step", "question", "exam", "confirmed", "profile"]
export const FORMAT = "poradnyk-progress"
export const VERSION = 1
export const MOST_BYTES = 4_000_000

/** Version → a function that makes the next version of a store. There is only one version so far. */
const MIGRATIONS = {}
const KEY = "kb-progress"
const ASIDE = "kb-progress-unreadable"
const MOST_RECORDS = 20_000
const DAY = 86_400_000

/** A store with nothing in it. */
export function blank() {
  return { format: FORMAT, version: VERSION, ...Object.fromEntries(KINDS.map((kind) => [kind, {}])) }
}

/** A parsed store in the form of today: step by step from one version to the next; null when it is none, "newer" when
 * it is of a later version. `steps` maps a version to what makes the next one of it. */
export function migrate(data, steps = MIGRATIONS, to = VERSION) {
  if (!isRecord(data) || data.format !== FORMAT || !Number.isInteger(data.version) || data.version < 1) return null
  if (data.version > to) return "newer"
  let found = data
  for (let version = data.version; version < to; version++) found = { ...steps[version](found), version: version + 1 }
  return found
}

/** {store, refused, error}: what can be used of the text. `error` is "", "size", "json", "format" or "newer". `now` is
 * given for a file from elsewhere: then each record is looked at closely. */
export function parse(text, now = null) {
  const nothing = (error) => ({ store: blank(), refused: 0, error })
  if (text.length > MOST_BYTES) return nothing("size")
  let data
  try {
    data = JSON.parse(text)
  } catch {
    return nothing("json")
  }
  const found = migrate(data)
  if (found === null) return nothing("format")
  if (found === "newer") return nothing("newer")
  const store = blank()
  let refused = 0
  let left = MOST_RECORDS
  for (const kind of KINDS) {
    const records = isRecord(found[kind]) ? found[kind] : {}
    for (const id of Object.keys(records)) {
      const fine = isId(id) && isRecord(records[id]) && (now === null || (left-- > 0 && isSound(records[id], now)))
      if (fine) store[kind][id] = records[id]
      else refused++
    }
  }
  return { store, refused, error: "" }
}

/** Both stores in one, the newer record of each id winning: {store, added, changed, kept}. */
export function merge(one, other) {
  const result = { store: blank(), added: 0, changed: 0, kept: 0 }
  for (const kind of KINDS) {
    const into = (result.store[kind] = { ...one[kind] })
    for (const [id, record] of Object.entries(other[kind])) {
      if (!Object.hasOwn(into, id)) result.added++
      else if (when(record) > when(into[id])) result.changed++
      else {
        result.kept++
        continue
      }
      into[id] = record
    }
  }
  return result
}

/** The store as the text of a file: the same store gives the same text. */
export function asText(store) {
  const sorted = (records) => Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)))
  const kinds = KINDS.map((kind) => [kind, sorted(store[kind])])
  return JSON.stringify({ format: FORMAT, version: VERSION, ...Object.fromEntries(kinds) }, null, 1) + "\n"
}

function when(record) {
  return Date.parse(record.at) || 0
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isId(id) {
  return /^[\p{L}\p{N}][\p{L}\p{N}:/#._ -]{0,199}$/u.test(id) && !(id in Object.prototype)
}

/** A small object, and not from the future: such a record could never be replaced by a newer one. */
function isSound(record, now) {
  return isRecord(record) && (record.at === undefined || typeof record.at === "string") && when(record) <= now + DAY && isSmall(record, 0)
}

function isSmall(value, depth) {
  if (value === null || typeof value === "boolean") return true
  if (typeof value === "number") return Number.isFinite(value)
  if (typeof value === "string") return value.length <= 2000
  if (depth > 4) return false
  const keys = Object.keys(value)
  return keys.length <= 500 && keys.every((key) => key !== "__proto__" && key.length <= 200 && isSmall(value[key], depth + 1))
}

let read = { text: null, found: { store: blank(), error: "" } }

/** The store as it is now: asked each time, because another tab may have written; parsed only when it has changed. */
function load() {
  const text = recall(KEY)
  if (text !== read.text) read = { text, found: text === null ? { store: blank(), error: "" } : parse(text) }
  return read.found
}

let memory = null

function current() {
  // Where the browser keeps nothing, the page at least remembers until it is left
  return memory ?? load().store
}

function save(store) {
  const { error } = load()
  if (error === "newer") return "newer"
  if (error) remember(ASIDE, recall(KEY)) // never written over: somebody may be able to repair it
  const kept = remember(KEY, asText(store))
  memory = kept ? null : store
  document.dispatchEvent(new CustomEvent(CHANGED))
  return kept ? "" : "unkept"
}

export const progress = {
  get(kind, id) {
    const records = current()[kind]
    return Object.hasOwn(records, id) ? records[id] : undefined
  },
  all: (kind) => Object.entries(current()[kind]).sort(([a], [b]) => (a < b ? -1 : 1)),
  put(kind, id, record) {
    const made = { ...record, at: record.at ?? new Date().toISOString() }
    if (!KINDS.includes(kind) || !isId(id) || !isSound(made, Date.now())) return "bad"
    const store = current()
    return save({ ...store, [kind]: { ...store[kind], [id]: made } })
  },
  trouble() {
    const { error } = load()
    if (error === "newer") return "newer"
    if (memory) return "unkept"
    return error || recall(ASIDE) !== null ? "broken" : ""
  },
  text: () => asText(current()),
  take(text) {
    const { store, refused, error } = parse(text, Date.now())
    if (error) return { error, added: 0, changed: 0, kept: 0, refused }
    const merged = merge(current(), store)
    return { error: save(merged.store), added: merged.added, changed: merged.changed, kept: merged.kept, refused }
  },
  forget: () => save(blank()),
}

if (typeof document !== "undefined") {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) document.dispatchEvent(new CustomEvent(CHANGED))
  })
}
