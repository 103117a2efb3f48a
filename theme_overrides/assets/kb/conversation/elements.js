// Elements made by a script, with a class and a text.

export function make(tag, name, text = "") {
  const made = document.createElement(tag)
  if (name) made.className = name
  if (text) made.textContent = text
  return made
}

export function button(label, name, action) {
  const made = make("button", `kb-button ${name}`, label)
  made.type = "button"
  made.addEventListener("click", action)
  return made
}
