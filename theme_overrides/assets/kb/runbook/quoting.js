// A value as one argument of a command line, quoted for the shell that the block names; null where it has no safe way to hold it.
// The same as kb/runbooks/quoting.py, which says why; tests/runbooks/quoting.yml binds both.

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/u
const LIKE_A_QUOTE = /["\u02ba\u030e\u2033\u2036\u301d-\u301f\uff02]/
const SHELL_PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/
const CMD_PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_.:@\\-]*$/

const QUOTED = {
  bash: posix,
  sh: posix,
  powershell: (value) => {
    // Windows PowerShell hands these to programs as more than one argument
    if (LIKE_A_QUOTE.test(value) || (value.endsWith("\\") && /\s/.test(value))) return null
    return `'${value.replace(/['‘’‚‛]/g, "$&$&")}'`
  },
  cmd: (value) => {
    if (LIKE_A_QUOTE.test(value) || /[%!^]/.test(value)) return null
    if (CMD_PLAIN.test(value)) return value
    return `"${value}${/\\*$/.exec(value)[0]}"`
  },
  text: (value) => value,
}

export function quote(value, shell) {
  // A terminal takes a pasted control character as a key, inside quotes as well
  return CONTROL.test(value) ? null : (QUOTED[shell] ?? posix)(value)
}

function posix(value) {
  return SHELL_PLAIN.test(value) ? value : `'${value.replaceAll("'", `'"'"'`)}'`
}
