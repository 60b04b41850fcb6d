import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { LabelRequirement, LabelSelector } from '../objects/LabelSelector.js';

const KEY = String.raw`[A-Za-z0-9][-A-Za-z0-9_./]*`;
const EQUALITY = new RegExp(String.raw`^(${KEY})\s*(==|=|!=)\s*([-A-Za-z0-9_.]*)$`);
const MEMBERSHIP = new RegExp(String.raw`^(${KEY})\s+(in|notin)\s+\(([^()]*)\)$`);
const EXISTENCE = new RegExp(String.raw`^(!?)\s*(${KEY})$`);

/**
 * Reads kubectl's `-l`: `app=cart,tier!=db,zone in (a, b),env notin (dev),owner,!legacy`; all must hold.
 *
 * @throws UserError (exit 2) for a part that is none of these.
 */
export function parseLabelSelector(text: string): LabelSelector {
  const parts = text.split(/,(?![^(]*\))/).map((part) => part.trim());
  return { matchLabels: new Map(), matchExpressions: parts.map((part) => parseRequirement(part, text)) };
}

function parseRequirement(part: string, text: string): LabelRequirement {
  const [, key = '', sign, value = ''] = EQUALITY.exec(part) ?? [];
  if (sign !== undefined) return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] };
  const [, name = '', membership, list = ''] = MEMBERSHIP.exec(part) ?? [];
  if (membership !== undefined) {
    const values = list.split(',').map((each) => each.trim());
    return { key: name, operator: membership === 'in' ? 'In' : 'NotIn', values };
  }
  const [, not, label] = EXISTENCE.exec(part) ?? [];
  if (label !== undefined) return { key: label, operator: not === '!' ? 'DoesNotExist' : 'Exists', values: [] };
  throw new UserError(`${JSON.stringify(text)} is no label selector`, {
    where: '-l',
    hint: 'For example app=cart,tier!=db,zone in (a, b),!legacy.',
    exitCode: ExitCode.usage,
  });
}
