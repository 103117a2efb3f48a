// The files of the index, read when they are wanted and kept: the format is described in kb/search/shards.py.

const FORMAT = 3;
const STRONGEST = 2000;
const registered = new Map();

export class IndexError extends Error {}

// With file:// nothing can be fetched, but scripts load: each calls kbSearchFile with its name and bytes in base64.
function loadScript(url, name) {
  globalThis.kbSearchFile ??= (path, data) => registered.set(path, data);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => { script.remove(); resolve(fromBase64(registered.get(name) ?? "")); registered.delete(name); };
    script.onerror = () => { script.remove(); reject(new IndexError(url)); };
    document.head.append(script);
  });
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

async function unpack(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export class Store {
  #files = new Map();

  constructor(base) {
    this.base = new URL("kb/search/", base).href;
    this.offline = this.base.startsWith("file:");
    this.bytes = 0;
  }

  async open() {
    const index = JSON.parse(new TextDecoder().decode(await this.#read("index", this.offline ? "index.js" : "index.json", "no-cache")));
    if (index.format !== FORMAT) throw new IndexError(`format ${index.format}`);
    this.version = index.version;
    this.meta = await this.json("meta");
    return this;
  }

  bytesOf(name) {
    if (!this.#files.has(name)) {
      const file = `${this.version}/${name}.${this.offline ? "js" : "gz"}`;
      const read = this.#read(name, file, "default").then(unpack);
      // What failed may be tried again later
      read.catch(() => this.#files.delete(name));
      this.#files.set(name, read);
    }
    return this.#files.get(name);
  }

  async json(name) {
    return JSON.parse(new TextDecoder().decode(await this.bytesOf(name)));
  }

  async #read(name, file, cache) {
    const url = this.base + file;
    if (this.offline) return loadScript(url, name);
    const response = await fetch(url, { cache, credentials: "same-origin" });
    if (!response.ok) throw new IndexError(`${response.status} ${url}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    this.bytes += bytes.length;
    return bytes;
  }
}

// Number of the file that would hold a key, given the first key of each file.
export function fileOf(firsts, key) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Name of the file that begins with a key: FNV-1a of its UTF-8, 32 bits twice.
export function nameOf(first) {
  let [one, two] = [0x811c9dc5, 0x050c5d1f];
  for (const byte of new TextEncoder().encode(first)) {
    one = Math.imul(one ^ byte, 0x01000193);
    two = Math.imul(two ^ byte, 0x01000193);
  }
  return [one, two].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }

  numbers(count) {
    const found = new Array(count);
    for (let i = 0; i < count; i++) found[i] = this.number();
    return found;
  }

  // Keys in order, each coded against the one before
  keys() {
    const size = this.number();
    const lines = new TextDecoder().decode(this.bytes.subarray(this.at, this.at + size)).split("\n");
    this.at += size;
    let key = "";
    return lines.map((line) => (key = key.slice(0, line.charCodeAt(0) - 32) + line.slice(1)));
  }
}

// Term → its frequency, and its postings when they are asked for.
export function readPostings(bytes) {
  const cursor = new Cursor(bytes);
  const terms = cursor.keys();
  const frequencies = cursor.numbers(terms.length);
  const lengths = cursor.numbers(terms.length);
  let gaps = cursor.at;
  let impacts = lengths.reduce((sum, length) => sum + length, gaps);
  const found = new Map();
  for (const [i, term] of terms.entries()) {
    found.set(term, new Posting(bytes, frequencies[i], gaps, impacts));
    gaps += lengths[i];
    impacts += found.get(term).count;
  }
  return found;
}

class Posting {
  #bytes;
  #gaps;
  #docs = null;

  constructor(bytes, frequency, gaps, impacts) {
    this.#bytes = bytes;
    this.#gaps = gaps;
    this.frequency = frequency;
    this.count = Math.min(frequency, STRONGEST);
    this.impacts = bytes.subarray(impacts, impacts + this.count);
  }

  get docs() {
    if (!this.#docs) {
      const cursor = new Cursor(this.#bytes);
      cursor.at = this.#gaps;
      let doc = -1;
      this.#docs = new Uint32Array(this.count);
      for (let i = 0; i < this.count; i++) this.#docs[i] = doc += cursor.number();
    }
    return this.#docs;
  }
}

export function readSpellings(bytes) {
  const cursor = new Cursor(bytes);
  const spellings = cursor.keys();
  const frequencies = cursor.numbers(spellings.length);
  return spellings.map((spelling, i) => [spelling, frequencies[i]]);
}
