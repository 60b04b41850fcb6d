import { headerValues } from '../http/headers.js';
import type { MatchInput } from '../model/MatcherTree.js';
import type { RequestContext } from '../model/RequestContext.js';
import { isUnknownValue } from '../string/unknownValue.js';
import type { InputValue } from './InputValue.js';
import { networkInput } from './networkInput.js';

/**
 * The data inputs of requests: `HttpRequestHeaderMatchInput` joins the lines of a repeated header with "," in every release
 * (extensions/matching/http/inputs; measured); all inputs of connections too.
 */
export function requestInput(input: MatchInput, context: RequestContext): InputValue {
  if (input.name !== 'HttpRequestHeaderMatchInput') {
    const { connection, filterState } = context;
    return networkInput(input, { ...connection, filterState }, context);
  }
  const values = headerValues(context.request, (input.argument ?? '').toLowerCase());
  if (values.length === 0) return { kind: 'absent' };
  const value = values.join(',');
  return isUnknownValue(value)
    ? { kind: 'unknown', unknown: `header ${input.argument ?? ''}` }
    : { kind: 'value', value };
}
