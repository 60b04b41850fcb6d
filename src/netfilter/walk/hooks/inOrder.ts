import type { Hook } from '../../model/Hook.js';
import type { Journey } from '../Journey.js';
import type { ChainInForce } from './hookStages.js';

/**
 * The chains of one hook and priority in the order in which the kernel asks them: the one registered last comes first, which no
 * listing shows. So the order is asked, once for each pair of tables, and only of chains that can do anything.
 */
export function inOrder(journey: Journey, hook: Hook, group: readonly ChainInForce[]): readonly ChainInForce[] {
  const idle = group.filter(isIdle);
  const rest = group.filter((chain) => !isIdle(chain));
  const ordered: ChainInForce[] = [];
  while (rest.length > 1) {
    const [next] = rest.splice(askFirst(journey, hook, rest), 1);
    if (next !== undefined) ordered.push(next);
  }
  return [...ordered, ...rest, ...idle];
}

function isIdle({ chain }: ChainInForce): boolean {
  return chain.rules.length === 0 && chain.policy !== 'DROP';
}

/** The one registered last, where the order of all of them is known. */
function latest({ netns: { registered } }: Journey, chains: readonly ChainInForce[]): number | undefined {
  const places = chains.map(({ label }) => registered?.indexOf(label) ?? -1);
  return places.includes(-1) ? undefined : places.indexOf(Math.max(...places));
}

function askFirst(journey: Journey, hook: Hook, chains: readonly ChainInForce[]): number {
  const labels = chains.map(({ label }) => label).join(', ');
  const known = journey.orders.get(labels) ?? latest(journey, chains);
  if (known !== undefined) return known;
  const what = `which of ${labels} was registered last and so runs first at ${hook}: no listing shows it`;
  const answer = Math.min(journey.ask({ what, answers: chains.length }), chains.length - 1);
  journey.orders.set(labels, answer);
  return answer;
}
