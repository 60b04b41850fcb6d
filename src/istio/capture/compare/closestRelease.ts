import { compareRules } from '../../compareRules.js';
import { expectedRules } from '../../expectedRules.js';
import type { CaptureArguments } from '../arguments/CaptureArguments.js';
import type { CaptureVariant } from '../expected/CaptureVariant.js';
import type { PlainEntry } from '../plain/plainRulesOf.js';
import { CHANGES, type ReleaseRange } from './ReleaseRange.js';
import type { RuleDifference } from './RuleDifference.js';

/** Since when Istio writes nftables' own rules. */
const NATIVE_SINCE = 28;

/** The releases whose rules for the arguments are nearest to those that were found, and what differs still. */
export interface ClosestRelease {
  readonly releases: ReleaseRange;
  readonly differences: readonly RuleDifference[];
}

/**
 * Compares with every release's rules and keeps the newest with the fewest differences, and the older ones next to it that come to the
 * same: what another release writes in another form is no difference.
 */
export function closestRelease(
  args: CaptureArguments,
  found: readonly PlainEntry[],
  variant: Pick<CaptureVariant, 'family' | 'native'> & Partial<CaptureVariant>,
): ClosestRelease {
  const eras = CHANGES.filter((minor) => (variant.native ? minor >= NATIVE_SINCE : minor < NATIVE_SINCE));
  const compared = eras.map((minor) => {
    const expected = expectedRules(argumentsFor(args, minor), { ...variant, minor });
    return { minor, differences: compareRules(expected, found, variant.family) };
  });
  const fewest = Math.min(...compared.map(({ differences }) => differences.length));
  const last = compared.findLastIndex(({ differences }) => differences.length === fewest);
  let first = last;
  while (first > 0 && compared[first - 1]?.differences.length === fewest) first--;
  const next = eras[last + 1];
  return {
    releases: { from: compared[first]?.minor ?? 0, to: next === undefined ? undefined : next - 1 },
    differences: compared[last]?.differences ?? [],
  };
}

/** Up to 1.12 port 22 is excluded by itself: in rules it can't be told from an exclusion that was asked for. */
function argumentsFor(args: CaptureArguments, minor: number): CaptureArguments {
  const { value, from } = args.excludedInboundPorts;
  if (minor > 12 || from !== 'rules' || value[0] !== '22') return args;
  return { ...args, excludedInboundPorts: { value: value.slice(1), from } };
}
