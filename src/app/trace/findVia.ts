import type { Facts } from '../../facts/Facts.js';
import { labelsInclude } from '../../kube/objects/LabelSelector.js';
import { parseIp } from '../../net/IpAddress.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { Source } from '../../trace/model/TraceRequest.js';
import { findWorkload } from '../findWorkload.js';
import { hostMatches } from './hostMatches.js';
import type { TraceUrl } from './parseTraceUrl.js';
import type { TraceOptions } from './TraceOptions.js';

/** The gateway by which a client outside enters. */
export interface FoundVia {
  readonly via?: { readonly namespace: string; readonly name: string };
  readonly notes: readonly string[];
}

/**
 * `--via`, else for a client outside the gateway whose Gateway or HTTPRoute lists the host; several are a usage error that
 * names them. An address is dialled as it is.
 */
export function findVia(
  facts: Facts,
  options: Pick<TraceOptions, 'via' | 'namespace'>,
  from: Source,
  url: TraceUrl,
): FoundVia {
  if (options.via !== undefined) {
    if (from.kind !== 'outside')
      throw new UserError('--via is for a client outside the cluster', {
        exitCode: ExitCode.usage,
        hint: 'Use FROM external, or leave out --via.',
      });
    const { workload, note } = findWorkload(facts, options.via, { flag: options.namespace });
    return { via: { namespace: workload.namespace, name: workload.name }, notes: note === undefined ? [] : [note] };
  }
  if (from.kind !== 'outside' || parseIp(url.host) !== undefined) return { notes: [] };
  const gateways = [...istioGateways(facts, url.host), ...kubeGateways(facts, url.host)];
  const [first, ...others] = [...new Set(gateways)];
  if (first === undefined) return { notes: [] };
  if (others.length > 0) {
    const names = [first, ...others].join(', ');
    throw new UserError(`several gateways list ${url.host}: ${names}`, {
      exitCode: ExitCode.usage,
      hint: 'Name one with --via.',
    });
  }
  const [namespace = '', name = ''] = first.split('/');
  return { via: { namespace, name }, notes: [`external enters at ${first}, whose Gateway lists ${url.host}`] };
}

/** Pods that serve a Gateway with the host; the first pod of a set of equal ones stands for all. */
function istioGateways(facts: Facts, host: string): readonly string[] {
  const objects = facts.objects();
  const selectors = objects
    .gateways()
    .filter(({ servers }) =>
      servers.some(({ hosts }) => hosts.some((one) => hostMatches(one.replace(/^.*\//, ''), host))),
    );
  return selectors.flatMap(({ selector }) => {
    const pod = objects.pods().find((one) => selector.size > 0 && labelsInclude(one.meta.labels, selector));
    return pod === undefined ? [] : [`${pod.namespace}/${pod.name}`];
  });
}

function kubeGateways(facts: Facts, host: string): readonly string[] {
  const objects = facts.objects();
  return objects.kubeGateways().flatMap((gateway) => {
    const routed = objects
      .httpRoutes()
      .some(
        (route) =>
          route.parents.some(
            ({ kind, name, namespace }) =>
              kind === 'Gateway' && name === gateway.name && namespace === gateway.namespace,
          ) &&
          (route.hostnames.length === 0 || route.hostnames.some((one) => hostMatches(one, host))),
      );
    const listens = gateway.listeners.some(({ hostname }) => hostname === undefined || hostMatches(hostname, host));
    if (!routed || !listens) return [];
    const label = 'gateway.networking.k8s.io/gateway-name';
    const pod = objects
      .pods()
      .find((one) => one.namespace === gateway.namespace && one.meta.labels.get(label) === gateway.name);
    return pod === undefined ? [] : [`${pod.namespace}/${pod.name}`];
  });
}
