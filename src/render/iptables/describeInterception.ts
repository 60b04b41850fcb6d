import { printReleases } from '../../istio/capture/compare/ReleaseRange.js';
import type { Interception, Taken } from '../../istio/capture/interception/Interception.js';

/** What rules say about capture, as lines for a person. */
export function describeInterception(interception: Interception): readonly string[] {
  const { source, backend, families, mode, native } = interception;
  const where = `${families.map((family) => `IPv${family}`).join(' and ')}, ${source}${backend === 'unknown' ? '' : `, ${backend}`}`;
  const form = native ? ', nftables' : '';
  return [
    `capture ${mode === 'none' ? 'of nothing' : `by ${mode}`} (${where}${form})`,
    ...describeOutbound(interception),
    ...describeInbound(interception),
    ...describeDns(interception),
    ...describeProxy(interception),
    ...describeExceptions(interception),
    `  form: ${describeForm(interception)}`,
  ];
}

function describeOutbound({ outbound, mode }: Interception): readonly string[] {
  if (outbound === undefined) return mode === 'none' ? [] : ['  outbound: nothing'];
  const { port, ranges, excludedRanges, ports, excludedPorts } = outbound;
  const but = [...excludedRanges, ...excludedPorts.map((one) => `port ${one}`)];
  const taken = ranges === '*' ? 'all TCP' : `TCP to ${[...ranges, ...ports.map((one) => `port ${one}`)].join(', ')}`;
  return [`  outbound: ${taken}${but.length === 0 ? '' : ` but to ${but.join(', ')}`} to port ${portText(port)}`];
}

function describeInbound({ inbound, mode }: Interception): readonly string[] {
  if (inbound === undefined) return mode === 'none' ? [] : ['  inbound: nothing'];
  const { port, ports, excludedPorts } = inbound;
  const but = excludedPorts.length === 0 ? '' : ` but port ${excludedPorts.join(', ')}`;
  return [`  inbound: ${ports === '*' ? 'all ports' : `port ${ports.join(', ')}`}${but} to port ${portText(port)}`];
}

function describeDns({ dns }: Interception): readonly string[] {
  if (dns === undefined) return [];
  return [`  DNS: queries to ${taken(dns.resolvers, 'any resolver')} to port ${portText(dns.port)}`];
}

function describeProxy({ proxy: { uids, gids, mark } }: Interception): readonly string[] {
  const names = [
    ...(uids.length === 0 ? [] : [`user ${uids.join(', ')}`]),
    ...(gids.length === 0 ? [] : [`group ${gids.join(', ')}`]),
    ...(mark === undefined ? [] : [`mark 0x${mark.toString(16)}`]),
  ];
  return names.length === 0 ? [] : [`  proxy: ${names.join('; ')}`];
}

function describeExceptions(interception: Interception): readonly string[] {
  const { excludedInterfaces, virtualInterfaces, ownerGroups, excludedOwnerGroups, dropsInvalid } = interception;
  return [
    ...(excludedInterfaces.length === 0 ? [] : [`  not on: ${excludedInterfaces.join(', ')}`]),
    ...(virtualInterfaces.length === 0 ? [] : [`  outbound from: ${virtualInterfaces.join(', ')}`]),
    ...(ownerGroups === '*' ? [] : [`  only groups: ${ownerGroups.join(', ')}`]),
    ...(excludedOwnerGroups.length === 0 ? [] : [`  not groups: ${excludedOwnerGroups.join(', ')}`]),
    ...(dropsInvalid ? ['  invalid packets: dropped'] : []),
  ];
}

function taken(what: Taken, all: string): string {
  return what === '*' ? all : what.join(', ');
}

function portText(port: number | undefined): string {
  return port === undefined ? '(not in the dump)' : String(port);
}

function describeForm({ releases, incomplete }: Interception): string {
  if (incomplete) return 'not known, for some rules are shown in part';
  return releases ? `Istio ${printReleases(releases)}` : "no release's, as a whole";
}
