import type { FractionalPercent } from '../model/FractionalPercent.js';
import type { Message } from './Message.js';

const DENOMINATORS = ['HUNDRED', 'TEN_THOUSAND', 'MILLION'] as const;
const VALUES = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 } as const;

/** `type.v3.FractionalPercent`. */
export function readFractionalPercent(percent: Message): FractionalPercent {
  const denominator = VALUES[percent.choice('denominator', DENOMINATORS)];
  return { at: percent.at, numerator: percent.number('numerator') ?? 0, denominator };
}

/** `core.v3.RuntimeFractionalPercent`; v2's RuntimeUInt32 has a plain number, a percentage, as `default_value`. */
export function readRuntimeFractionalPercent(percent: Message): FractionalPercent {
  const { at } = percent;
  const runtimeKey = percent.string('runtime_key');
  const key = runtimeKey === '' ? {} : { runtimeKey };
  if (typeof percent.value('default_value') === 'number') {
    return { at, numerator: percent.number('default_value') ?? 0, denominator: 100, ...key };
  }
  const value = percent.message('default_value');
  return { ...(value ? readFractionalPercent(value) : { numerator: 0, denominator: 100 }), at, ...key };
}
