import { isPlainText } from './isPlainText.js';

const CREDENTIALS =
  /auth|set-cookie|token|secret|passw|api.?key|session|credential|signature|jwt|assertion|client-cert/i;

/** Whether the value that a matcher or a mutation names for a header, cookie or query parameter may be shown: not if name or value looks like a credential. */
export function isHarmlessHeader(name: string, value: string): boolean {
  if (/^(?::authority|host)$/i.test(name)) return isPlainText(value);
  return !CREDENTIALS.test(name) && isPlainText(value);
}
