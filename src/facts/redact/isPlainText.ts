const TELLING = /secret|passw|pwd|token|bearer|basic|api.?key|credential|signature|private/i;
const MAX_LENGTH = 160;

/** A word, a small number, a version, or a word with a small number: `canary`, `8080`, `v2`, `http2`. */
const PLAIN_PART = /^(?:[A-Za-z]{1,24}|\d{1,6}|[A-Za-z]{1,10}\d{1,3})$/;

/**
 * Whether a value that stands where a credential could stand is surely none: words and small numbers with anything between them that is
 * neither letter nor digit, or Envoy's command operators (`%REQ(X-A)%`). Words that jump between cases, as encoded bytes do, are not plain.
 */
export function isPlainText(text: string): boolean {
  if (text.length > MAX_LENGTH || TELLING.test(text)) return false;
  const parts = text.replace(/%[A-Z_]+(?:\([^()%]*\))?(?::\d+)?%/g, ' ').split(/[^A-Za-z0-9]+/);
  return parts.every((part) => part === '' || (PLAIN_PART.test(part) && caseChanges(part) < 3));
}

/** How often a capital letter follows a small one. */
function caseChanges(word: string): number {
  return [...word.matchAll(/[a-z][A-Z]/g)].length;
}
