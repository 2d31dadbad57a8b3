/**
 * What this browser is served, kept in a cookie that the mock reads: examples by operation id, and
 * `viewer`, `delay` and `fault`.
 */
export class Controls {
  #cookie;

  /** @param {string} cookie its name */
  constructor(cookie) {
    this.#cookie = cookie;
  }

  /** @param {string} name */
  get(name) {
    return this.#read().get(name) ?? '';
  }

  /**
   * An empty value takes a control back.
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    const kept = this.#read();
    if (value === '') kept.delete(name);
    else kept.set(name, value);
    this.#write(kept.toString());
  }

  clear() {
    this.#write('');
  }

  #read() {
    const pair = document.cookie.split('; ').find((each) => each.startsWith(`${this.#cookie}=`));
    return new URLSearchParams(decodeURIComponent(pair?.slice(this.#cookie.length + 1) ?? ''));
  }

  /** @param {string} text */
  #write(text) {
    const age = text === '' ? '; Max-Age=0' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not there on plain HTTP hosts.
    document.cookie = `${this.#cookie}=${encodeURIComponent(text)}; Path=/; SameSite=Lax${age}`;
  }
}
