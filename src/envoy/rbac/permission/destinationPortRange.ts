import type { Criterion } from '../../../logic/Criterion.js';
import { truthOf } from '../../../logic/Truth.js';
import type { RequestContext } from '../../model/RequestContext.js';

/** `Permission.destination_port_range`: [start, end) (matchers.cc `PortRangeMatcher`). */
export function destinationPortRange(
  { start, end }: { readonly start: number; readonly end: number },
  { connection }: RequestContext,
): Criterion {
  const { port } = connection.local;
  const truth = truthOf(port >= start && port < end);
  return { name: 'destination_port_range', expected: `[${start}, ${end})`, got: String(port), truth };
}
