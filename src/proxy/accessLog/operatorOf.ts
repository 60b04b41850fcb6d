import { ADDRESS_OPERATORS } from './addressOperators.js';
import { HEADER_OPERATORS } from './headerOperators.js';
import type { MakeOperator, ReadValue } from './Operator.js';
import { STREAM_OPERATORS } from './streamOperators.js';
import { TIME_OPERATORS } from './timeOperators.js';
import { TLS_OPERATORS } from './tlsOperators.js';

const OPERATORS: ReadonlyMap<string, MakeOperator> = new Map(
  [ADDRESS_OPERATORS, HEADER_OPERATORS, STREAM_OPERATORS, TIME_OPERATORS, TLS_OPERATORS].flatMap((group) =>
    Object.entries(group),
  ),
);

/** What `%NAME(ARGUMENT)%` reads; `undefined` for one that is not known or does not take the argument. */
export function operatorOf(name: string, argument: string | undefined): ReadValue | undefined {
  return OPERATORS.get(name)?.(argument);
}
