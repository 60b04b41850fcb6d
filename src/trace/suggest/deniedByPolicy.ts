import { istioPolicyOf } from '../../istio/istioPolicyOf.js';
import type { Step } from '../model/Step.js';
import type { SuggestRule } from './Ending.js';
import { demand, nearest } from './words.js';

/** RBAC: the policy that denies and by which criterion, or the one that comes nearest to allowing it. */
export const deniedByPolicy: SuggestRule = ({ likely, steps }) => {
  const matched = /^rbac_access_denied_matched_policy\[(.*)\]$/.exec(likely.details)?.[1];
  const step = steps.findLast(({ kind, outcome }) => outcome === 'denied' && FILTERS.has(kind));
  if (matched === undefined || step === undefined) return [];
  return matched === 'none' ? notAllowed(step) : [denied(matched, step)];
};

const FILTERS: ReadonlySet<Step['kind']> = new Set<Step['kind']>(['http_filter', 'network_filter']);

function denied(policy: string, { because }: Step): string {
  const met = because.filter(({ truth }) => truth === 'yes').map(({ name, expected }) => `${name} ${expected}`);
  const conditions = met.length === 0 ? '' : ` It matches ${met.join(' and ')}.`;
  return `${istioPolicyOf(policy) ?? `Policy ${policy}`} denies it: change the policy, or the request.${conditions}`;
}

function notAllowed(step: Step): readonly string[] {
  const near = nearest(step);
  const add = 'No policy allows it, and there are policies that allow: add a rule for this caller and request.';
  if (near === undefined) return [add];
  const name = near.what.replace(/^policy /, '');
  return [`The nearest that allows is ${istioPolicyOf(name) ?? near.what}: ${demand(near.failed)}.`, add];
}
