// Which questions an exam asks, and in which order: the same as kb/training/questions/draw.py, which says why.

/** 32 bits of FNV-1a over UTF-8, with the final mix of MurmurHash3. */
export function mixed(text) {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** The places of names, mixed by a seed. */
export function order(seed, names) {
  const keys = names.map((name) => mixed(`${seed}|${name}`))
  return names.map((_, place) => place).sort((a, b) => keys[a] - keys[b] || a - b)
}

export function optionOrder(seed, id, count) {
  return order(`${seed}|${id}`, Array.from({ length: count }, (_, place) => String(place)))
}

/** Never the order itself: for what has to be put in order. */
export function startOrder(seed, id, count) {
  const found = optionOrder(seed, id, count)
  return found.every((item, place) => item === place) ? [...found.slice(1), ...found.slice(0, 1)] : found
}

/** The longest entry that an objective falls under, or "". */
export function entryOf(objective, entries) {
  const found = entries.filter((name) => objective === name || objective.startsWith(`${name}-`))
  return found.reduce((best, name) => (name.length > best.length ? name : best), "")
}

/** How many questions each entry of a blueprint gets: the largest remainders first. */
export function shares(blueprint, count) {
  const total = blueprint.reduce((sum, [, weight]) => sum + weight, 0)
  if (total <= 0) return []
  const parts = blueprint.map(([, weight]) => Math.floor((count * weight) / total))
  const rest = (place) => (count * blueprint[place][1]) % total
  const rests = parts.map((_, place) => place).sort((a, b) => rest(b) - rest(a) || a - b)
  const open = count - parts.reduce((sum, part) => sum + part, 0)
  for (const place of rests.slice(0, open)) parts[place]++
  return blueprint.map(([name], place) => [name, parts[place]])
}

/** Ids in the order in which they are asked. `pool` holds {id, objective, group}. */
export function draw(pool, blueprint, count, seed) {
  const sorted = [...pool].sort(byId)
  const ranked = order(`${seed}|draw`, sorted.map((question) => question.id)).map((place) => sorted[place])
  const entries = blueprint.map(([name]) => name)
  const waiting = new Map(entries.map((name) => [name, []]))
  for (const question of ranked) waiting.get(entryOf(question.objective, entries))?.push(question)
  const chosen = shares(blueprint, count).flatMap(([name, share]) => waiting.get(name).splice(0, share))
  const left = new Set([...waiting.values()].flat())
  chosen.push(...ranked.filter((question) => left.has(question)).slice(0, Math.max(0, count - chosen.length)))
  return arranged(chosen, seed)
}

function arranged(chosen, seed) {
  const groups = new Map()
  for (const question of [...chosen].sort(byId)) {
    const name = question.group || question.id
    groups.set(name, [...(groups.get(name) ?? []), question.id])
  }
  const names = [...groups.keys()].sort()
  return order(`${seed}|order`, names).flatMap((place) => groups.get(names[place]))
}

function byId(one, other) {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}
