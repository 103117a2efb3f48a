// Working hours with a time zone, and the clock of an SLA: the same as kb/escalation/hours.py and clock.py, held to the same cases.

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const AHEAD = 14
const FAR = 400

/** { isOpen, until, next }: instants in milliseconds, or null. Without spans somebody is always there. */
export function opening(spans, instant) {
  if (!spans.length) return { isOpen: true, until: null, next: null }
  for (const days of [AHEAD, FAR]) {
    for (const [begin, end] of intervals(spans, instant, days)) {
      if (begin <= instant && instant < end) {
        return { isOpen: true, until: end - instant > (AHEAD - 2) * DAY ? null : end, next: null }
      }
      if (begin > instant) return { isOpen: false, until: null, next: begin }
    }
  }
  return { isOpen: false, until: null, next: null }
}

/** "open", "on-call" or "closed": who is the right one to ask now. */
export function answering(queue, instant) {
  const now = opening(queue.hours, instant)
  return { ...now, state: now.isOpen ? "open" : queue.onCall ? "on-call" : "closed" }
}

/** The instant at which so many minutes have passed, or null where there are not enough hours within a year. */
export function deadline(start, amount, spans, clock) {
  const left = amount * MINUTE
  if (clock === "always" || !spans.length) return start + left
  const near = 15 + Math.floor(amount / 60)
  for (const days of near < FAR ? [near, FAR] : [FAR]) {
    let rest = left
    for (const [begin, end] of intervals(spans, start, days)) {
      if (end <= start) continue
      const from = Math.max(begin, start)
      if (rest <= end - from) return from + rest
      rest -= end - from
    }
  }
  return null
}

/** Openings around an instant and for so many days after it, in order, joined where they touch. */
export function intervals(spans, instant, days) {
  const found = []
  for (const span of spans) {
    const today = Math.floor((instant + offset(instant, span.zone)) / DAY)
    const length = span.end > span.start ? span.end - span.start : span.end - span.start + 1440
    for (let day = today - 2; day < today + days; day += 1) {
      // Day 0 of the epoch was a Thursday; 0 is Monday
      if (!span.days.includes((((day + 3) % 7) + 7) % 7)) continue
      if (span.closed.includes(new Date(day * DAY).toISOString().slice(0, 10))) continue
      const begin = at(day, span.start, span.zone)
      const end = at(day, span.start + length, span.zone)
      if (end > begin) found.push([begin, end])
    }
  }
  const joined = []
  for (const [begin, end] of found.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1)
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([begin, end])
  }
  return joined
}

/** The instant of a minute of the local day: the first one where the clock shows it twice; where it is skipped, as long
 *  after midnight as it says. */
function at(day, minute, zone) {
  const local = day * DAY + minute * MINUTE
  const before = offset(local - DAY, zone)
  const after = offset(local + DAY, zone)
  if (offset(local - before, zone) === before) return local - before
  if (offset(local - after, zone) === after) return local - after
  return local - before
}

const formats = new Map()

/** Milliseconds that a zone is ahead of UTC at an instant. */
export function offset(instant, zone) {
  if (!formats.has(zone)) {
    formats.set(
      zone,
      new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      }),
    )
  }
  const parts = Object.fromEntries(formats.get(zone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second)
  return local - Math.floor(instant / 1000) * 1000
}
