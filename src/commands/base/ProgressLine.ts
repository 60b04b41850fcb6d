import { safeText } from '../../text/safeText.js';

const ERASE = '\r\u001b[2K';

/** What fits on a terminal of usual width. */
const WIDTH = 78;

/** The one line of stderr that says what is being done and is overwritten by the next. Its methods give what is to be written. */
export class ProgressLine {
  #isShown = false;

  show(message: string): string {
    this.#isShown = true;
    const text = safeText(message);
    return `${ERASE}${text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text}`;
  }

  /** Nothing, if there is no line. */
  clear(): string {
    const text = this.#isShown ? ERASE : '';
    this.#isShown = false;
    return text;
  }
}
