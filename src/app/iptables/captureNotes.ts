import type { CaptureArguments } from '../../istio/capture/arguments/CaptureArguments.js';
import type { CapturedProxy } from '../../istio/capture/compare/capturedProxy.js';
import type { Interception } from '../../istio/capture/interception/Interception.js';
import type { ForeignRule } from '../../istio/foreignRules.js';
import type { DifferenceView } from './IptablesView.js';

/** What is known of the rules as a whole. */
export interface CaptureFindings {
  /** `undefined`: the manifest is not known, or asks for nothing. */
  readonly args: CaptureArguments | undefined;
  readonly interceptions: readonly Interception[];
  readonly foreign: readonly ForeignRule[];
  readonly differences: readonly DifferenceView[];
  readonly capturedProxies: readonly CapturedProxy[];
}

/** Sentences about the rules as a whole: capture that is asked for and is not there, foreign rules in the way, arguments in doubt. */
export function captureNotes(findings: CaptureFindings): readonly string[] {
  const { args, interceptions, foreign, differences } = findings;
  const ahead = foreign.filter(({ place }) => place === 'ahead').length;
  const inside = foreign.filter(({ place }) => place === 'inside').length;
  return [
    ...(interceptions.length === 0 ? [noCapture(args)] : []),
    ...(args?.mode.value === 'NONE' && interceptions.length > 0
      ? [`the pod asks for no capture (${args.mode.from}), yet Istio's rules are there`]
      : []),
    ...(args?.problems ?? []),
    ...(ahead > 0 ? [`${count(ahead, 'rule')} not Istio's ${ahead === 1 ? 'stands' : 'stand'} ahead of Istio's`] : []),
    ...(inside > 0
      ? [`${count(inside, 'rule')} not Istio's ${inside === 1 ? 'stands' : 'stand'} in a chain of Istio's`]
      : []),
    ...findings.capturedProxies.map(describeCapturedProxy),
    ...interceptions.flatMap(shadowedIds),
    ...(differences.length > 0 ? [`${count(differences.length, 'difference')} from what the pod asks for`] : []),
  ];
}

function describeCapturedProxy({ source, uid, gid }: CapturedProxy): string {
  const group = gid === undefined ? '' : `, group ${gid}`;
  return `${source}: what the proxy sends (user ${uid}${group}) is redirected like everything else: no rule leaves it out`;
}

function noCapture(args: CaptureArguments | undefined): string {
  if (args === undefined || args.mode.value === 'NONE') return "no rule of Istio's is there";
  return `the pod asks for ${args.mode.value} capture by ${args.by}, but no rule of Istio's is there`;
}

/** With several users the first one's rule for what others send inside the pod comes before the next one's own. */
function shadowedIds({ mode, proxy: { uids }, source }: Interception): readonly string[] {
  const [first, ...others] = uids;
  if (mode === 'ambient' || first === undefined || others.length === 0) return [];
  return [
    `${source}: calls to the pod's own address by user ${others.join(', ')} are not captured: the rule for what others than user ${first} send inside the pod comes first`,
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
