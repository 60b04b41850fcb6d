import { safeText } from '../../../text/safeText.js';
import type { StepFork } from '../../../trace/model/Step.js';
import { percent } from '../percent.js';
import { pinFlag } from '../pinFlag.js';
import { TEXT_WIDTH } from './layout.js';

/** Branches told of one fork. */
const MOST = 6;

/** A fork: its branches with their probabilities, the one that is shown marked, and the flag that pins each other one. Safe. */
export function forkLines({ name, about, chosen, branches }: StepFork): readonly string[] {
  const told = branches.slice(0, MOST);
  const shares = told.map(({ probability }) => percent(probability));
  const width = Math.max(...shares.map((share) => share.length), 0);
  const longest = Math.max(...told.map(({ label }) => safeText(label).length), 0);
  const lines = told.flatMap(({ label }, index) => {
    const here = label === chosen;
    const text = `${here ? '>' : ' '} ${(shares[index] ?? '').padStart(width)}  ${safeText(label).padEnd(longest)}`;
    const flag = safeText(pinFlag(name, label));
    if (here) return [text.trimEnd()];
    const line = `${text}  ${flag}`;
    return line.length <= TEXT_WIDTH ? [line] : [text.trimEnd(), `${' '.repeat(width + 4)}${flag}`];
  });
  const rest = branches.length - told.length;
  return [safeText(`fork, ${about}:`), ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])];
}
