import type { Facts } from '../../facts/Facts.js';
import type { ServiceEntry } from '../../kube/objects/ServiceEntry.js';
import { parseIp } from '../../net/IpAddress.js';
import type { LabApp, LabHost } from '../model/LabFile.js';
import { appOf } from './appOf.js';
import type { EndpointPort } from './endpointPorts.js';

/**
 * The hosts outside of the mesh: names of recorded DNS answers, and addresses of ServiceEntries and EndpointSlices that no pod has. Each
 * address is of one host. `taken`: addresses of pods and Services.
 */
export function hostsOfFacts(
  facts: Facts,
  endpoints: readonly EndpointPort[],
  taken: ReadonlySet<string>,
): readonly LabHost[] {
  const entries = facts.objects().serviceEntries();
  const seen = new Set(taken);
  const takeNew = (ips: readonly string[]): readonly string[] => {
    const fresh = ips.filter((ip) => !seen.has(ip) && parseIp(ip) !== undefined);
    fresh.forEach((ip) => seen.add(ip));
    return [...new Set(fresh)];
  };
  const named = [...facts.dns()].flatMap(([name, ips]): readonly LabHost[] => {
    const own = takeNew(ips.map(({ text }) => text));
    const apps = entries
      .filter(({ hosts }) => hosts.some((host) => covers(host, name)))
      .flatMap((entry) => appsOfEntry(entry));
    return own.length === 0 || apps.length === 0 ? [] : [{ name, ips: own, apps: eachPortOnce(apps) }];
  });
  const fixed = entries.flatMap((entry) =>
    entry.endpoints.map((endpoint) => ({ address: endpoint.address, apps: appsOfEntry(entry, endpoint.ports) })),
  );
  const sliced = endpoints.map(({ address, port, name }) => ({ address, apps: [appOf(port, name)] }));
  const all = [...fixed, ...sliced];
  const rest = takeNew(all.map(({ address }) => address)).map((ip): LabHost => {
    const apps = all.filter(({ address }) => address === ip).flatMap((one) => one.apps);
    return { name: `host-${ip.replaceAll(/[.:]/g, '-')}`, ips: [ip], apps: eachPortOnce(apps) };
  });
  return [...named, ...rest];
}

/** Hosts share a network namespace: each app is bound to its own addresses. */
function eachPortOnce(apps: readonly LabApp[]): readonly LabApp[] {
  return [...new Map(apps.map((app) => [app.port, { ...app, bind: 'pod' }])).values()];
}

function appsOfEntry(entry: ServiceEntry, ports: ReadonlyMap<string, number> = new Map()): readonly LabApp[] {
  return entry.ports.map(({ number, name = '', protocol = '', targetPort }) => {
    const isTls = /^(?:tls|https)$/i.test(protocol);
    return appOf(ports.get(name) ?? targetPort ?? number, isTls ? 'tls' : name);
  });
}

function covers(host: string, name: string): boolean {
  return host === name || (host.startsWith('*.') && name.endsWith(host.slice(1)));
}
