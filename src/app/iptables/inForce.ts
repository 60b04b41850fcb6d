import type { Hook } from '../../netfilter/model/Hook.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import { natHolders } from '../../netfilter/natHolders.js';

const HOOKS: readonly Hook[] = ['OUTPUT', 'PREROUTING'];

/**
 * Which nat rules are in force, a sentence for each family that was captured. All back ends are asked, in an order that no listing
 * shows: with two that may translate it is not known which does.
 */
export function inForce(ruleSets: readonly RuleSet[]): readonly string[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = ruleSets.filter(({ family: one }) => one === 'inet' || one === (family === 4 ? 'ip' : 'ip6'));
    const isCaptured = own.some(({ family: one }) => one !== 'inet') || (family === 4 && own.length > 0);
    return isCaptured ? [sentence(own, family)] : [];
  });
}

function sentence(ruleSets: readonly RuleSet[], family: 4 | 6): string {
  const holders = HOOKS.map((hook) => ({ hook, labels: natHolders(ruleSets, hook, family) }));
  const rivals = holders.filter(({ labels }) => labels.length > 1);
  const [rival] = rivals;
  if (rival !== undefined) {
    const hooks = rivals.map(({ hook }) => hook).join(' and ');
    const labels = rival.labels.join(' and ');
    return `IPv${family}: ${labels} all hold nat rules for ${hooks}; the one registered last is asked first, which no dump shows`;
  }
  const labels = [...new Set(holders.flatMap((one) => one.labels))];
  if (labels.length === 0) return `IPv${family}: no nat rule sends anything elsewhere`;
  return `IPv${family}: ${labels.map(named).join(' and ')} ${labels.length > 1 ? 'are' : 'is'} in force${missing(ruleSets)}`;
}

/** `nat` for `unknown nat`: `missing` tells. */
function named(label: string): string {
  return label.replace(/^unknown /, '');
}

function missing(ruleSets: readonly RuleSet[]): string {
  const known = new Set(ruleSets.map(({ backend }) => backend));
  if (known.has('unknown')) return '; the dump does not say of which back end';
  if (known.size > 1) return '';
  return known.has('nft') ? '; no legacy rules were captured' : '; no nft rules were captured';
}
