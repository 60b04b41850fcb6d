import type { StepKind } from '../model/Step.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { jsonEvidence } from './jsonEvidence.js';
import type { ProxyVisit } from './ProxyVisit.js';

/**
 * Fields that are set, may change the outcome and are not modelled: an opaque step names them, the walk goes on without
 * them, and the verdict is indeterminate. `--assume FIELD=pass` takes them for harmless.
 */
export function unmodelled(
  { path, pins }: WalkContext,
  { proxy }: Pick<ProxyVisit, 'proxy'>,
  kind: StepKind,
  what: string,
  node: { readonly at: string; readonly unsupported: readonly string[] },
): void {
  for (const field of node.unsupported) {
    const name = `${field} of ${what}`;
    const assumed = (pins.assume.get(field) ?? pins.assume.get('*')) === 'pass';
    if (assumed) path.assume('filter', `${name} changes nothing about the outcome`);
    path.add({
      kind,
      outcome: assumed ? 'passed' : 'opaque',
      summary: `${name} is not modelled`,
      evidence: jsonEvidence(proxy, node.at),
      ...(assumed ? {} : { unknown: name }),
    });
  }
}
