import type { Criterion } from '../../../logic/Criterion.js';
import { truthOf } from '../../../logic/Truth.js';
import type { HttpFault } from '../../model/HttpFilter.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { matchHeader } from '../../route/match/matchHeader.js';
import { firstHeader } from '../headers.js';

/**
 * What must hold before a fault is thought of (source/extensions/filters/http/fault/fault_filter.cc, decodeHeaders). That fewer than
 * `max_active_faults` are active is taken for granted, unless none may be.
 */
export function faultGates(
  fault: HttpFault,
  context: RequestContext,
  clusterName: string | undefined,
): readonly Criterion[] {
  const gates: Criterion[] = [];
  const override = context.runtime.get('fault.http.max_active_faults');
  const most = override !== undefined && /^\d{1,9}$/.test(override) ? Number(override) : fault.maxActiveFaults;
  if (most === 0)
    gates.push({ name: 'max_active_faults', expected: 'room for one more', got: '0 allowed', truth: 'no' });
  if (fault.upstreamCluster !== '') {
    const truth = truthOf(clusterName === fault.upstreamCluster);
    gates.push({ name: 'upstream_cluster', expected: fault.upstreamCluster, got: clusterName ?? 'no cluster', truth });
  }
  if (fault.downstreamNodes.length > 0) {
    const node = firstHeader(context.request, 'x-envoy-downstream-service-node');
    gates.push({
      name: 'downstream_nodes',
      expected: fault.downstreamNodes.join(' or '),
      got: node ?? 'absent',
      truth: truthOf(node !== undefined && fault.downstreamNodes.includes(node)),
    });
  }
  return [...gates, ...fault.headers.map((header) => matchHeader(header, context))];
}
