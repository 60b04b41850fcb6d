import type { FractionalPercent } from '../../model/FractionalPercent.js';

/**
 * The probability, 0 to 1, of a `core.v3.RuntimeFractionalPercent` (source/common/runtime/runtime_impl.cc, featureEnabled). A known
 * runtime value that is a whole number replaces it and is a percentage, whatever the denominator (measured); a value of another
 * form is ignored.
 */
export function fractionOf(fraction: FractionalPercent, runtime: ReadonlyMap<string, string>): number {
  const override = fraction.runtimeKey === undefined ? undefined : runtime.get(fraction.runtimeKey);
  if (override !== undefined && /^\d{1,15}$/.test(override)) return Math.min(Number(override) / 100, 1);
  return Math.min(Math.max(fraction.numerator / fraction.denominator, 0), 1);
}
