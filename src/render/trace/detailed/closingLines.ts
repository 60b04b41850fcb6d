import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { Trace } from '../../../trace/model/Trace.js';
import { lessonText } from '../../../trace/suggest/lessonText.js';
import { suggest } from '../../../trace/suggest/suggest.js';
import { groupInputs } from '../groupInputs.js';
import { hanging, labelled, wrapItems } from './layout.js';

/** What the verdict rests on: the inputs that mattered, what was assumed, what was not simulated; then what
 * other request would have gone otherwise, and what to try. */
export function closingLines(trace: Trace, palette: Palette): readonly string[] {
  const inputs = groupInputs(trace.dependsOn).map(([group, words]) => `${group} (${words.join(', ')})`);
  const suggestions = suggest(trace).map((text, index) => `${index + 1}. ${text}`);
  return [
    ...labelled('depends on', wrapItems(inputs.map(safeText), '; '), palette),
    ...labelled('assumed', bullets(trace.assumptions.map(({ text }) => text)), palette),
    ...labelled('not simulated', bullets(trace.notSimulated), palette),
    ...labelled('otherwise', bullets((trace.lessons ?? []).map(lessonText)), palette),
    ...labelled('to try', bullets(suggestions), palette),
  ];
}

/** Each sentence on lines of its own. */
function bullets(sentences: readonly string[]): readonly string[] {
  return sentences.flatMap((text) => hanging(safeText(text)));
}
