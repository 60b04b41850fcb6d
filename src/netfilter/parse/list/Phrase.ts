/** A piece of a listing's text and the words of iptables-save that mean the same. */
export interface Phrase {
  /** Anchored at the beginning. */
  readonly pattern: RegExp;
  /** Gets the groups of `pattern`, `''` for those that are absent. */
  readonly words: (...groups: readonly string[]) => readonly string[];
}

/** The words of the first phrase that `text` begins with, and what is left of it. */
export function takePhrase(
  phrases: readonly Phrase[],
  text: string,
): { readonly words: readonly string[]; readonly left: string } | undefined {
  for (const { pattern, words } of phrases) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const groups = found.slice(1).map((group: string | undefined) => group ?? '');
    return { words: words(...groups), left: text.slice(found[0].length).trimStart() };
  }
  return undefined;
}

/** `!` as a word of its own when the listing shows one. */
export function bang(text: string): readonly string[] {
  return text.includes('!') ? ['!'] : [];
}
