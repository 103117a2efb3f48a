// Whether a value may be put into commands: its shape, and nothing in it that one does not see. As in kb/runbooks/fill.py.

/** Line ends, control and direction marks, and what has no width: shown and copied text would differ, or a line would end. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]/u

const SHAPES = {
  hostname: /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_])?$/u,
  user: /^([^\s-]\S*|[^\s-].*\S)$/u,
  number: /^-?\d+([.,]\d+)?$/,
  email: /^[^\s@-][^\s@]*@[^\s@]+$/u,
}

/** "" when it may be used, else what is wrong: missing, unseen, shape. */
export function mistake(input, value) {
  if (value === "") return "missing"
  if (UNSEEN.test(value)) return "unseen"
  const shape = input.pattern ? whole(input.pattern) : SHAPES[input.type]
  return !shape || shape.test(value) ? "" : "shape"
}

/** The author's pattern for the whole value; null where this browser does not understand it. */
function whole(pattern) {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags)
    } catch {
      // Tried again with fewer demands
    }
  }
  return null
}
