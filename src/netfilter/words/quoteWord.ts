/**
 * A string option as iptables-save prints it: bare when it is only letters, digits, `_` and `-`, else in double quotes with
 * `"`, `'` and `\` behind a backslash. Source: libxtables `xtables_save_string`.
 */
export function quoteWord(text: string): string {
  return /^[\w-]+$/.test(text) ? text : `"${text.replace(/["'\\]/g, '\\$&')}"`;
}

/** `word` so that `splitWords` gives it back: quoted only where it must be. */
export function protectWord(word: string): string {
  return word === '' || /[\s"]/.test(word) || word.startsWith('-') ? `"${word.replace(/["\\]/g, '\\$&')}"` : word;
}
