import { safeText } from '../../../text/safeText.js';
import { TEXT_WIDTH, wrapItems } from './layout.js';

/** Lines of one excerpt. */
const MOST = 2;

/**
 * An excerpt of JSON up to the end of its first object or list, where a route, filter chain or policy says what it matches;
 * at most two lines, broken after a comma; longer ones are cut to one. An ellipsis is for what is left out. Safe.
 */
export function excerptLines(excerpt: string): readonly string[] {
  const end = endOfFirstStructure(excerpt);
  const cut = end === undefined || end >= excerpt.length - 1 ? excerpt : `${excerpt.slice(0, end)},…`;
  const text = safeText(cut);
  const lines = wrapItems(text.split(/(?<=,)/), '');
  const fits = lines.length <= MOST && lines.every((line) => line.length <= TEXT_WIDTH);
  return fits ? lines : [`${text.slice(0, TEXT_WIDTH - 1)}…`];
}

/** The offset behind the first object or list inside the outermost one; undefined when the text ends before. */
function endOfFirstStructure(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth === 1) return at + 1;
    }
  }
  return undefined;
}
