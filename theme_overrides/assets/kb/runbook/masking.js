// Takes secrets and personal data out of a note before it goes into a ticket, which many people read.
// The same as kb/runbooks/masking.py, which says why; tests/runbooks/masking.yml binds both.

const LETTER = "A-Za-zА-Яа-яҐґЄєІіЇї"
const KEY =
  `(?<![${LETTER}0-9_])` +
  "(?:passwords?|passwd|passphrase|passcode|pwd|pass|pin(?:[ -]?code)?|secret|credentials?|" +
  "api[_ -]?key|access[_ -]?key|client[_ -]?secret|token|otp|" +
  "парол(?:ь|я|ю|ем|і)|пін(?:[ -]?код)?|секрет|токен|код (?:доступу|підтвердження)|ключ доступу)"
const VALUE = "(?:\"[^\"\\n]*\"|'[^'\\n]*'|«[^»\\n]*»|“[^”\\n]*”|[^ \\t\\n,;]+)"

// What stays before it is the first group of each
const MASKS = [
  ["token", "()-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?", "g"],
  ["password", "([a-z][a-z0-9+.-]*://[^ \\t\\n/:@]*:)[^ \\t\\n/@]+(?=@)", "gi"],
  ["token", "((?:bearer|basic) )[A-Za-z0-9+/=._~-]{8,}", "gi"],
  [
    "token",
    "()(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}" +
      "|xox[abeprs]-[A-Za-z0-9-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}|sk-[A-Za-z0-9_-]{20,}" +
      "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?)",
    "g",
  ],
  ["password", `(${KEY}["']?[ \\t]*(?::=|=>|[:=])[ \\t]*)${VALUE}`, "gi"],
  ["password", `(${KEY}[ \\t]+(?:is|was|це|був|[-–—])[ \\t]+)${VALUE}`, "gi"],
  [
    "password",
    `(${KEY}[ \\t]+)(?:"[^"\\n]+"|'[^'\\n]+'|«[^»\\n]+»|“[^”\\n]+”` +
      "|(?=[^ \\t\\n,;]*[0-9])(?=[^ \\t\\n,;]*[^0-9 \\t\\n,;.:])[^ \\t\\n,;]{6,}|[0-9]{4,8}(?![0-9.:-]))",
    "gi",
  ],
  ["email", `()(?<![${LETTER}0-9._%+-])[${LETTER}0-9._%+-]+@[${LETTER}0-9-]+(?:\\.[${LETTER}0-9-]+)*\\.[${LETTER}]{2,}`, "g"],
  ["iban", "()(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])", "g"],
  ["card", "()(?<![0-9A-Za-z.-])[0-9]{4}(?:[ -]?[0-9]{4}){3}(?![0-9A-Za-z-])", "g"],
  ["phone", "()(?<![0-9A-Za-z+])\\+[1-9](?:[ ().-]{0,2}[0-9]){8,14}(?![0-9])", "g"],
  ["phone", "()(?<![0-9A-Za-z.+-])(?:38)?\\(?0[1-9][0-9]\\)?(?:[ -]?[0-9]){7}(?![0-9A-Za-z.-])", "g"],
].map(([name, pattern, flags]) => [name, new RegExp(pattern, flags)])

/** What stands for each kind where the caller gives no words of a language. */
export const MASK_WORDS = Object.fromEntries(
  ["secret", "token", "password", "email", "iban", "card", "phone"].map((name) => [name, `[${name}]`]),
)

const SHORTEST = 3

/** The text without secrets and personal data. `secrets` are the values of secret inputs: each goes wherever it stands. */
export function mask(text, secrets = [], words = MASK_WORDS) {
  const order = (a, b) => b.length - a.length || (a < b ? -1 : 1)
  for (const secret of [...new Set(secrets)].sort(order)) {
    if (secret.length >= SHORTEST) text = text.replaceAll(secret, () => words.secret)
  }
  for (const [name, pattern] of MASKS) text = text.replace(pattern, (whole, before) => before + words[name])
  return text
}
