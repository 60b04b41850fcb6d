import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import { failureReply } from '../../envoy/cluster/failureReply.js';
import { upstreamClientHello } from '../../envoy/cluster/upstreamClientHello.js';
import type { TcpProxy } from '../../envoy/model/NetworkFilter.js';
import { chooseTcpProxyCluster } from '../../envoy/network/chooseTcpProxyCluster.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import { newRecord } from '../http/newRecord.js';
import type { ProxyCore } from '../ProxyCore.js';
import { pickHost, type PickedHost } from '../router/pickHost.js';
import type { AccessLogger } from '../runtime/AccessLogs.js';
import type { StreamRecord } from '../runtime/StreamRecord.js';
import { readTcpSettings, type TcpSettings } from '../settings/readTcpSettings.js';
import type { Connected } from '../upstream/Connect.js';
import { connectTo } from '../upstream/connectTo.js';
import type { UpstreamFailure } from '../upstream/UpstreamStream.js';
import { relay } from './relay.js';

/** A connection on its way through a TCP proxy. */
interface TcpRun {
  readonly core: ProxyCore;
  readonly client: ClientConnection;
  readonly proxy: TcpProxy;
  readonly settings: TcpSettings;
  readonly record: StreamRecord;
  readonly logger: AccessLogger;
}

/** `tcp_proxy` takes a connection: cluster, host, connection, then bytes both ways. */
export function serveTcp(core: ProxyCore, client: ClientConnection, proxy: TcpProxy): void {
  const record = newRecord(client, 'tcp');
  const run: TcpRun = {
    core,
    client,
    proxy,
    record,
    settings: readTcpSettings(core.config, proxy),
    logger: core.accessLogs.loggerAt(proxy.at),
  };
  core.stats.counter(`tcp.${proxy.statPrefix}.downstream_cx_total`).add(1);
  client.socket.on('error', () => client.socket.destroy());
  const chosen = chooseTcpProxyCluster(proxy, client.filterState, core.choose);
  if (chosen.value === undefined || proxy.tunneling !== undefined) {
    core.note(`not decided: ${chosen.unknown ?? 'tunneling_config'}`);
    end(run);
    return;
  }
  const { name, metadataMatch } = chosen.value;
  record.upstreamCluster = name;
  if (client.end.details !== '') {
    record.connectionTerminationDetails = client.end.details;
    end(run);
    return;
  }
  const cluster = core.cluster(name);
  if (cluster === undefined) {
    record.upstreamCluster = '';
    core.stats.counter(`tcp.${proxy.statPrefix}.downstream_cx_no_route`).add(1);
    fail(run, 'cluster_not_found');
    return;
  }
  const context = {
    connection: client.inspected,
    filterState: client.filterState,
    dynamicMetadata: new Map<string, Readonly<Record<string, unknown>>>(),
    subsetCriteria: metadataMatch,
    hashPolicies: run.settings.hashPolicies,
    tls: client.tls,
  };
  attempt(run, cluster, () => pickHost(core, cluster, context, false), 1);
}

function attempt(run: TcpRun, cluster: ActiveCluster, pick: () => PickedHost, number: number): void {
  const { core, client, record, proxy } = run;
  const inUse = cluster.inUse.DEFAULT;
  if (inUse.connections >= cluster.limits('DEFAULT').maxConnections) {
    fail(run, 'overflow');
    return;
  }
  const picked = pick();
  if (picked.kind === 'undecided') {
    core.note(`not decided: ${picked.unknown}`);
    end(run);
    return;
  }
  if (picked.kind === 'failed') {
    fail(run, picked.failure);
    return;
  }
  if (inUse.pending >= cluster.limits('DEFAULT').maxPendingRequests) {
    fail(run, 'pending_overflow');
    return;
  }
  const { host, cluster: member, listed } = picked;
  record.attemptCount = number;
  record.upstreamHost = host.label;
  record.upstreamHostName = host.host.hostname;
  const filter = client.listener.listenerFilters.find(({ kind }) => kind === 'original_src');
  const connecting = connectTo(core, member, host, {
    priority: 'DEFAULT',
    listed,
    ...(filter === undefined ? {} : { source: { ip: client.inspected.source.ip, mark: filter.mark ?? 0 } }),
    hello: (socket) => upstreamClientHello(socket, { hostname: host.host.hostname }),
    filterState: client.filterState,
    connected: (connection) => {
      client.socket.off('close', gone);
      connected(run, connection);
    },
    failed: (failure) => {
      client.socket.off('close', gone);
      member.outlier?.failed(host, failure.kind);
      if (number < proxy.maxConnectAttempts) attempt(run, cluster, pick, number + 1);
      else fail(run, failure.kind, failure);
    },
  });
  const gone = (): void => {
    connecting.cancel();
    end(run);
  };
  client.socket.once('close', gone);
}

function connected(run: TcpRun, { socket, info }: Connected): void {
  const { record, client } = run;
  if (client.socket.destroyed) {
    socket.destroy();
    end(run);
    return;
  }
  record.upstreamConnectionId = info.id;
  if (info.local !== undefined) record.upstreamLocalAddress = info.local;
  const prefix = `tcp.${run.proxy.statPrefix}.downstream_cx_`;
  const rx = run.core.stats.counter(`${prefix}rx_bytes_total`);
  const tx = run.core.stats.counter(`${prefix}tx_bytes_total`);
  relay(client.socket, socket, {
    idleTimeoutMs: run.settings.idleTimeoutMs,
    received: (bytes) => {
      rx.add(bytes);
      record.bytesReceived += bytes;
    },
    sent: (bytes) => {
      tx.add(bytes);
      record.bytesSent += bytes;
    },
    ended: () => end(run),
  });
}

function fail(run: TcpRun, kind: FailureKind, failure?: UpstreamFailure): void {
  const { version } = run.core.config;
  const { flags, details } = failureReply(kind, {
    grpc: false,
    tcp: true,
    ...(version === undefined ? {} : { version }),
  });
  run.record.flag(...flags.split(','));
  run.record.responseCodeDetails = details;
  if (failure?.transportFailure !== undefined) run.record.upstreamTransportFailureReason = failure.transportFailure;
  end(run);
}

function end({ client, record, logger }: TcpRun): void {
  client.socket.destroy();
  if (record.endedAt !== undefined) return;
  record.endedAt = performance.now();
  logger.log(record);
}
