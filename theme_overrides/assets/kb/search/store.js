// The files of the index, read when they are wanted and kept: the format is described in kb/search/shards.py.

const FORMAT = 1;
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

class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.key = new Uint8Array(0);
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  number() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }

  // The next key, coded against the one before
  next() {
    const shared = this.number();
    const more = this.number();
    const key = new Uint8Array(shared + more);
    key.set(this.key.subarray(0, shared));
    key.set(this.bytes.subarray(this.at, this.at + more), shared);
    this.at += more;
    this.key = key;
    return new TextDecoder().decode(key);
  }
}

export function readPostings(bytes) {
  const found = new Map();
  const cursor = new Cursor(bytes);
  while (!cursor.done) {
    const term = cursor.next();
    const frequency = cursor.number();
    const docs = new Uint32Array(cursor.number());
    let doc = -1;
    for (let i = 0; i < docs.length; i++) docs[i] = doc += cursor.number();
    found.set(term, { frequency, docs, impacts: bytes.subarray(cursor.at, cursor.at + docs.length) });
    cursor.at += docs.length;
  }
  return found;
}

export function readSpellings(bytes) {
  const found = [];
  const cursor = new Cursor(bytes);
  while (!cursor.done) found.push([cursor.next(), bytes[cursor.at++]]);
  return found;
}
