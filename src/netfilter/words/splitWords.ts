/** A word of a rule; `quoted` when any of it stood in double quotes, so that `"-j"` is no option. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/**
 * The words of a line as iptables-restore reads them: blanks separate, double quotes keep them together, and inside quotes a
 * backslash takes the next character as it is. `undefined` for a quote without end.
 */
export function splitWords(line: string): readonly Word[] | undefined {
  const words: Word[] = [];
  let text = '';
  let quoted = false;
  let open = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === '"') {
      open = !open;
      quoted = true;
    } else if (open) {
      if (character === '\\') i++;
      text += line.charAt(i);
    } else if (character === ' ' || character === '\t') {
      if (text !== '' || quoted) words.push({ text, quoted });
      text = '';
      quoted = false;
    } else {
      text += character;
    }
  }
  if (open) return undefined;
  if (text !== '' || quoted) words.push({ text, quoted });
  return words;
}
