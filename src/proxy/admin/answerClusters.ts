import { compareBytes } from '../../text/compareBytes.js';
import type { ClusterRuntime, HostRuntime } from '../runtime/ClusterRuntime.js';
import type { AdminContext } from './AdminContext.js';
import { messageAnswer, textAnswer, type AdminAnswer, type AdminRequest } from './AdminAnswer.js';
import { addressMessage } from './addressMessage.js';
import { adminRegex } from './adminRegex.js';
import { healthFlags, hostCounts } from './hostStatus.js';
import { thresholdsOf } from './thresholdsOf.js';

/** `/clusters`: hosts with their counts, health and place. */
export function answerClusters({ query }: AdminRequest, context: AdminContext): AdminAnswer {
  const filter = adminRegex(query.get('filter') ?? '', 'partial');
  if (filter.kind === 'bad') return textAnswer('Invalid re2 regex', 400);
  const clusters = context.proxy.runtime.clusters().filter(({ cluster }) => filter.matches(cluster.name));
  if (query.get('format') === 'json') {
    const statuses = clusters.map((cluster) => statusOf(cluster, context));
    return messageAnswer(statuses.length === 0 ? {} : { cluster_statuses: statuses });
  }
  return textAnswer(clusters.flatMap((cluster) => linesOf(cluster, context)).join(''));
}

function isByApi({ cluster }: ClusterRuntime, { config }: AdminContext): boolean {
  const found = config.config.cluster(cluster.name);
  return found.kind === 'found' && found.state === 'active';
}

function statusOf(runtime: ClusterRuntime, context: AdminContext) {
  const { cluster } = runtime;
  const hosts = runtime.hosts().map((host) => hostMessage(host));
  return {
    name: cluster.name,
    ...(isByApi(runtime, context) && { added_via_api: true }),
    ...(hosts.length > 0 && { host_statuses: hosts }),
    circuit_breakers: {
      thresholds: thresholdsOf(cluster).map(({ priority, limits }) => ({
        ...(priority === 'HIGH' && { priority }),
        ...Object.fromEntries(limits),
      })),
    },
    observability_name: cluster.name,
    ...(cluster.edsServiceName !== '' && { eds_service_name: cluster.edsServiceName }),
  };
}

function hostMessage(runtime: HostRuntime) {
  const { host } = runtime;
  const { eds, flags } = healthFlags(runtime);
  const { counters, gauges } = hostCounts(runtime);
  const { region, zone, subZone } = host.locality;
  const value = (count: number) => (count === 0 ? {} : { value: String(count) });
  return {
    address: addressMessage(host.address),
    stats: [
      ...counters.map(([name, count]) => ({ name, ...value(count) })),
      ...gauges.map(([name, count]) => ({ type: 'GAUGE', name, ...value(count) })),
    ],
    health_status: {
      ...Object.fromEntries(flags.filter(({ json }) => !json.includes(' ')).map(({ json }) => [json, true])),
      eds_health_status: eds,
    },
    weight: host.weight,
    ...(host.hostname !== '' && { hostname: host.hostname }),
    ...(host.priority > 0 && { priority: host.priority }),
    locality: { ...(region && { region }), ...(zone && { zone }), ...(subZone && { sub_zone: subZone }) },
  };
}

function linesOf(runtime: ClusterRuntime, context: AdminContext): readonly string[] {
  const { cluster } = runtime;
  const line = (...words: readonly (string | number | boolean)[]) => `${[cluster.name, ...words].join('::')}\n`;
  const outlier = [
    'success_rate_average',
    'success_rate_ejection_threshold',
    'local_origin_success_rate_average',
    'local_origin_success_rate_ejection_threshold',
  ];
  return [
    line('observability_name', cluster.name),
    ...(cluster.outlierDetection ? outlier.map((name) => line('outlier', name, -1)) : []),
    ...thresholdsOf(cluster).flatMap(({ priority, limits }) =>
      limits.map(([name, limit]) => line(`${priority.toLowerCase()}_priority`, name, limit)),
    ),
    line('added_via_api', isByApi(runtime, context)),
    ...(cluster.edsServiceName === '' ? [] : [line('eds_service_name', cluster.edsServiceName)]),
    ...runtime.hosts().flatMap((host) => hostLines(host).map(([name, value]) => line(host.label, name, value))),
  ];
}

function hostLines(runtime: HostRuntime): readonly (readonly [string, string | number | boolean])[] {
  const { host } = runtime;
  const { flags } = healthFlags(runtime);
  const { counters, gauges } = hostCounts(runtime);
  const health = flags.map(({ text }) => `/${text}`).join('');
  return [
    ...[...counters, ...gauges].toSorted(([a], [b]) => compareBytes(a, b)),
    ['hostname', host.hostname],
    ['health_flags', health === '' ? 'healthy' : health],
    ['weight', host.weight],
    ['region', host.locality.region],
    ['zone', host.locality.zone],
    ['sub_zone', host.locality.subZone],
    ['canary', isCanary(host)],
    ['priority', host.priority],
    ['success_rate', -1],
    ['local_origin_success_rate', -1],
  ];
}

function isCanary({ metadata }: HostRuntime['host']): boolean {
  const labels = metadata?.['envoy.lb'];
  return typeof labels === 'object' && labels !== null && 'canary' in labels && labels.canary === true;
}
