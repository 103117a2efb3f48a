// Recent searches, kept in this browser alone; where storage is switched off there are none.

const MOST = 5;

function key(language) {
  return `kb-search-recent-${language}`;
}

export function recent(language) {
  try {
    const list = JSON.parse(localStorage.getItem(key(language)) ?? "[]");
    return Array.isArray(list) ? list.filter((text) => typeof text === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function remember(language, text) {
  const list = [text, ...recent(language).filter((other) => other !== text)].slice(0, MOST);
  try {
    localStorage.setItem(key(language), JSON.stringify(list));
  } catch {
    // Storage is full or switched off: searching goes on without it
  }
}

export function forget(language) {
  try {
    localStorage.removeItem(key(language));
  } catch {
    // Nothing was kept, then
  }
}
