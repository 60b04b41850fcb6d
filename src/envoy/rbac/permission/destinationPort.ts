import type { Criterion } from '../../../logic/Criterion.js';
import { truthOf } from '../../../logic/Truth.js';
import type { RequestContext } from '../../model/RequestContext.js';

/** `Permission.destination_port`: the local port, restored where it was restored (matchers.cc `PortMatcher`). */
export function destinationPort({ port }: { readonly port: number }, { connection }: RequestContext): Criterion {
  const got = connection.local.port;
  return { name: 'destination_port', expected: String(port), got: String(got), truth: truthOf(got === port) };
}
