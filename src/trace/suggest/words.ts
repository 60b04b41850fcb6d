import { describeIstioObject } from '../../istio/describeIstioObject.js';
import type { Criterion } from '../../logic/Criterion.js';
import type { NearMiss } from '../../logic/Decision.js';
import type { Evidence } from '../model/Evidence.js';
import type { Step } from '../model/Step.js';

/** `web/frontend-7d9c` as a command line has it: `frontend-7d9c.web`. */
export function targetOf(where: string): string {
  const [namespace, name] = where.split('/');
  return namespace === undefined || name === undefined ? where : `${name}.${namespace}`;
}

/** `header x-canary has to be exact true, and is absent`. */
export function demand({ name, expected, got }: Criterion): string {
  return `${name} has to be ${expected}, and is ${got}`;
}

/** The nearest candidate that a condition excluded, not the order. */
export function nearest({ skipped }: Step): NearMiss | undefined {
  return skipped.find(({ failed }) => failed.name !== 'order');
}

/** `VirtualService web/catalog` where the metadata of what a step cites names one. */
export function istioObjectOfStep(step: Step | undefined): string | undefined {
  const json = step?.evidence.find((one): one is Extract<Evidence, { kind: 'json' }> => one.kind === 'json');
  return json?.istio === undefined ? undefined : describeIstioObject(json.istio);
}

/** The rule that a step met, with its coordinate. */
export function ruleOf({ evidence }: Step): Extract<Evidence, { kind: 'rule' }> | undefined {
  return evidence.find((one) => one.kind === 'rule');
}
