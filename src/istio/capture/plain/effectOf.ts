import type { Rule } from '../../../netfilter/model/Rule.js';
import { printNatRange } from '../../../netfilter/target/NatRange.js';
import { printTarget } from '../../../netfilter/target/printTarget.js';
import type { Target } from '../../../netfilter/target/Target.js';
import type { Effect } from './Effect.js';
import { istioChainName } from './istioNames.js';

/** What a rule does: its target, or what nftables says before its verdict. */
export function effectOf({ target, statements = [] }: Pick<Rule, 'target' | 'statements'>): Effect {
  const [first, second] = statements;
  // nftables: `tproxy to :15006 meta mark set 0x539 accept` is one TPROXY.
  if (first?.kind === 'TPROXY' && second?.kind === 'MARK' && statements.length === 2) {
    return { kind: 'TPROXY', port: first.onPort, mark: { value: second.value, mask: second.mask } };
  }
  if (first !== undefined && statements.length === 1 && target === undefined) return effectOfTarget(first);
  if (statements.length > 0) {
    const text = [...statements, ...(target ? [target] : [])].flatMap(printTarget).join(' ');
    return { kind: 'other', target: first?.kind ?? '', text };
  }
  return target === undefined ? { kind: 'none' } : effectOfTarget(target);
}

function effectOfTarget(target: Target): Effect {
  switch (target.kind) {
    case 'RETURN':
    case 'ACCEPT':
    case 'DROP':
    case 'REJECT':
      return { kind: target.kind };
    case 'jump':
    case 'goto':
      return { kind: 'jump', chain: istioChainName(target.chain) };
    case 'REDIRECT':
      return { kind: 'REDIRECT', port: target.ports?.min };
    case 'DNAT':
    case 'SNAT':
      return { kind: target.kind, to: printNatRange(target) };
    case 'TPROXY':
      return { kind: 'TPROXY', port: target.onPort, mark: { value: target.value, mask: target.mask } };
    case 'MARK':
      return { kind: 'MARK', mark: { value: target.value, mask: target.mask } };
    case 'CONNMARK':
      return target.operation === 'set'
        ? { kind: 'CONNMARK', mark: { value: target.value, mask: target.mask } }
        : { kind: target.operation };
    case 'CT':
      if (typeof target.zone === 'number' && !target.notrack) return { kind: 'zone', zone: target.zone };
      break;
    case 'unsupported':
      // What nft lists of a rule of iptables: the target's name without its options.
      if (target.module === 'REDIRECT') return { kind: 'REDIRECT', port: undefined };
      return { kind: 'other', target: target.module, text: target.text };
    default:
  }
  return { kind: 'other', target: target.kind, text: printTarget(target).join(' ') };
}
