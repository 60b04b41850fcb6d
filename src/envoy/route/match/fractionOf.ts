import type { FractionalPercent } from '../../model/FractionalPercent.js';
import { runtimeInteger, type Runtime } from '../../runtime.js';

const DENOMINATORS: Readonly<Record<string, number>> = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 };

/**
 * The probability, 0 to 1, of a `core.v3.RuntimeFractionalPercent` (source/common/runtime/runtime_impl.cc, featureEnabled). A
 * runtime value that is a FractionalPercent replaces it, a number is a percentage, whatever the denominator (measured); a value of
 * another form is ignored.
 */
export function fractionOf(fraction: FractionalPercent, runtime: Runtime): number {
  const { runtimeKey: key } = fraction;
  const override = key === undefined ? undefined : (fractionIn(runtime.get(key)) ?? percentIn(runtime, key));
  return override ?? within(fraction.numerator / fraction.denominator);
}

function percentIn(runtime: Runtime, key: string): number | undefined {
  const percent = runtimeInteger(runtime, key);
  return percent === undefined ? undefined : within(percent / 100);
}

/** `30/TEN_THOUSAND`, as `readRuntime` keeps it. */
function fractionIn(text: string | undefined): number | undefined {
  const [, numerator, denominator = ''] = /^(\d+)\/([A-Z_]+)$/.exec(text ?? '') ?? [];
  const of = DENOMINATORS[denominator];
  return numerator === undefined || of === undefined ? undefined : within(Number(numerator) / of);
}

function within(probability: number): number {
  return Math.min(Math.max(probability, 0), 1);
}
