import type { NearMiss } from '../../../logic/Decision.js';
import { safeText } from '../../../text/safeText.js';
import { hanging, TEXT_WIDTH } from './layout.js';

const LEAD = 'near: ';

/** At most `most` candidates that lost, nearest first, each with what it failed by, and how many more there were. Safe. */
export function nearMissLines(skipped: readonly NearMiss[], most: number): readonly string[] {
  if (most === 0 || skipped.length === 0) return [];
  const told = skipped.slice(0, most);
  const rest = skipped.length - told.length;
  const lines = told.flatMap((miss, index) => {
    const more = rest > 0 && index === told.length - 1 ? `; and ${rest} more` : '';
    return hanging(`${safeText(nearMissText(miss))}${more}`, TEXT_WIDTH - LEAD.length);
  });
  return lines.map((line, index) => `${index === 0 ? LEAD : ' '.repeat(LEAD.length)}${line}`);
}

/** `route #2 split would match, but route #1 canary wins before it`. */
export function nearMissText({ what, failed }: NearMiss): string {
  if (failed.name === 'order') return `${what} would match, but ${failed.got}`;
  const note = failed.note === undefined ? '' : ` (${failed.note})`;
  return `${what}: ${failed.name} wants ${failed.expected}, got ${failed.got}${note}`;
}
