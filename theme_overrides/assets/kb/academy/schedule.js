// When a question comes back: FSRS-6, the scheduler of https://github.com/open-spaced-repetition (The Algorithm, and the
// default parameters of py-fsrs and ts-fsrs), without learning steps and by whole days. tests/training/schedule.yml holds it to py-fsrs.

const W = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014,
  1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
]
const RETENTION = 0.9
const LONGEST = 365
const DECAY = -W[20]
const FACTOR = 0.9 ** (1 / DECAY) - 1
const DAY = 86_400_000

/** again: not known · hard: known, with effort · good: known */
const GRADES = { again: 1, hard: 2, good: 3 }

/** The card after a review. `card` is {stability, difficulty, last, due, seen, lapses} or undefined for a new one; days are
 * texts such as 2026-11-23. */
export function next(card, grade, today) {
  const g = GRADES[grade]
  let stability, difficulty
  if (card?.stability > 0 && card.difficulty > 0 && isDay(card.last)) {
    const days = Math.max(0, daysBetween(card.last, today))
    stability = days < 1 ? sameDay(card.stability, g) : later(card, days, g)
    difficulty = harder(card.difficulty, g)
  } else {
    stability = W[g - 1]
    difficulty = firstDifficulty(g)
  }
  stability = Math.max(0.001, stability)
  difficulty = Math.min(10, Math.max(1, difficulty))
  const interval = Math.min(LONGEST, Math.max(1, Math.round((stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1))))
  return {
    stability: rounded(stability),
    difficulty: rounded(difficulty),
    last: today,
    due: addDays(today, interval),
    seen: (card?.seen ?? 0) + 1,
    lapses: (card?.lapses ?? 0) + (g === 1 && card ? 1 : 0),
    right: g > 1,
  }
}

function later({ stability, difficulty }, days, g) {
  const recall = (1 + (FACTOR * days) / stability) ** DECAY
  if (g === 1) {
    const lost = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - recall) * W[14])
    return Math.min(lost, stability / Math.exp(W[17] * W[18]))
  }
  const effort = g === 2 ? W[15] : 1
  return stability * (1 + Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp((1 - recall) * W[10]) - 1) * effort)
}

function sameDay(stability, g) {
  const growth = Math.exp(W[17] * (g - 3 + W[18])) * stability ** -W[19]
  return stability * (g >= 3 ? Math.max(growth, 1) : growth)
}

function firstDifficulty(g) {
  return Math.min(10, Math.max(1, W[4] - Math.exp(W[5] * (g - 1)) + 1))
}

function harder(difficulty, g) {
  const moved = difficulty + ((10 - difficulty) * (-W[6] * (g - 3))) / 9
  const easy = W[4] - Math.exp(W[5] * 3) + 1
  return W[7] * easy + (1 - W[7]) * moved
}

function rounded(value) {
  return Math.round(value * 10_000) / 10_000
}

function isDay(text) {
  return typeof text === "string" && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}

export function daysBetween(one, other) {
  return Math.round((Date.parse(`${other}T00:00:00Z`) - Date.parse(`${one}T00:00:00Z`)) / DAY)
}

export function addDays(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The day where the reader is. */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0")
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** {due, fresh}: what is to be repeated today, the longest overdue first, and what was never asked, the easy first. */
export function waiting(questions, cards, day) {
  const due = questions.filter(({ id }) => isDay(cards.get(id)?.due) && cards.get(id).due <= day)
  const fresh = questions.filter(({ id }) => !isDay(cards.get(id)?.due))
  const key = ({ id }) => `${cards.get(id).due} ${id}`
  return {
    due: due.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    fresh: fresh.sort((a, b) => (a.difficulty ?? 1) - (b.difficulty ?? 1) || (a.id < b.id ? -1 : 1)),
  }
}
