// Takes pieces of `text/event-stream` as they come and hands on whole events
// (https://html.spec.whatwg.org/#event-stream-interpretation). What is cut off is no event.

const LONGEST = 1 << 20;

/** @typedef {{ name: string, id: string | null, data: string }} StreamEvent */

export class EventLines {
  #rest = '';
  #begun = false;
  #name = '';
  /** @type {string | null} */
  #id = null;
  /** @type {string[]} */
  #data = [];
  #onEvent;
  #onRetry;

  /**
   * @param {(event: StreamEvent) => void} onEvent
   * @param {(milliseconds: number) => void} onRetry
   */
  constructor(onEvent, onRetry) {
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
  }

  /** @param {string} piece */
  take(piece) {
    this.#rest += piece;
    if (!this.#begun && this.#rest !== '') {
      this.#begun = true;
      if (this.#rest.startsWith('\uFEFF')) this.#rest = this.#rest.slice(1);
    }
    // A CR at the very end may be half of a CRLF: it waits for what comes next.
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = /** @type {string} */ (lines.pop());
    if (this.#rest.length > LONGEST) throw new Error('a line of the stream has no end');
    for (const line of lines) this.#line(line);
  }

  /** @param {string} line */
  #line(line) {
    if (line === '') {
      if (this.#data.length > 0) {
        const data = this.#data.join('\n');
        this.#onEvent({ name: this.#name || 'message', id: this.#id, data });
      }
      this.#name = '';
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d{1,9}$/.test(value)) this.#onRetry(Number(value));
  }
}
