import type { PoolLimits } from '../upstream/PoolLimits.js';
import type { ActiveCluster } from './ActiveCluster.js';
import type { ActiveHost } from './ActiveHost.js';

/** The circuit breakers of a cluster for one priority, and the counting for a host (source/common/conn_pool/conn_pool_base.cc). */
export function poolLimits(
  cluster: ActiveCluster,
  host: ActiveHost,
  priority: 'DEFAULT' | 'HIGH',
  protocol?: 'HTTP/1.1' | 'HTTP/2',
): PoolLimits {
  const limits = cluster.limits(priority);
  const inUse = cluster.inUse[priority];
  const { stats } = cluster;
  const closed = (): void => {
    inUse.connections -= 1;
    host.cxActive -= 1;
    stats.cxActive.add(-1);
    stats.cxDestroy.add(1);
  };
  return {
    mayConnect: (first) => {
      if (first || inUse.connections < limits.maxConnections) return true;
      stats.cxOverflow.add(1);
      return false;
    },
    mayWait: () => inUse.pending < limits.maxPendingRequests,
    maySend: () => inUse.requests < limits.maxRequests,
    connecting: () => {
      inUse.connections += 1;
      host.cxActive += 1;
      host.cxTotal += 1;
      stats.cxActive.add(1);
      stats.cxTotal.add(1);
      if (protocol !== undefined) (protocol === 'HTTP/2' ? stats.cxHttp2 : stats.cxHttp1).add(1);
    },
    connected: (milliseconds) => stats.cxConnectMs.record(milliseconds),
    connectFailed: ({ kind }) => {
      host.cxConnectFail += 1;
      stats.cxConnectFail.add(1);
      if (kind === 'connection_timeout') stats.cxConnectTimeout.add(1);
      (kind === 'connection_timeout' ? stats.cxDestroyLocal : stats.cxDestroyRemote).add(1);
      closed();
    },
    disconnected: closed,
    waiting: (change) => {
      inUse.pending += change;
      stats.rqPendingActive.add(change);
      if (change === 1) stats.rqPendingTotal.add(1);
    },
    active: (change) => {
      inUse.requests += change;
      host.rqActive += change;
      stats.rqActive.add(change);
      if (change < 0) return;
      host.rqTotal += 1;
      stats.rqTotal.add(1);
    },
    overflowed: (kind) => (kind === 'overflow' ? stats.rqActiveOverflow : stats.rqPendingOverflow).add(1),
  };
}
