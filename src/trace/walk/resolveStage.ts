import { resolveName } from '../../kube/dns/resolveName.js';
import type { NameAnswer, NameSource } from '../../kube/dns/NameAnswer.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import { formatSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import type { PodNode } from '../world/PodNode.js';
import { connectionEnded } from './connectionEnded.js';
import { nameInDump } from './nameInDump.js';
import { overridesOf } from './overridesOf.js';
import { standInAddress } from './standIn.js';
import type { EndState } from './state/WalkState.js';
import { indeterminate } from './verdicts.js';
import type { WalkContext } from './WalkContext.js';

/** Where the application connects to. */
export type Resolved =
  { readonly kind: 'address'; readonly address: SocketAddress; readonly standsFor?: string } | EndState;

/** The first hop: what the name in the URL means to whoever asks. */
export function resolveStage(context: WalkContext, where: string, node: PodNode | undefined): Resolved {
  const { path } = context;
  path.enter(where, 'resolve');
  const resolved = resolve(context, node);
  if (resolved.kind === 'address') path.uses('destination address', 'destination port');
  else path.uses('destination name');
  return resolved;
}

function resolve(context: WalkContext, node: PodNode | undefined): Resolved {
  const { request, world, path, pins } = context;
  if (request.connectTo !== undefined) {
    path.add({ kind: 'resolve', outcome: 'passed', summary: `connects to ${formatSocketAddress(request.connectTo)}` });
    return { kind: 'address', address: request.connectTo };
  }
  const literal = parseIp(request.host);
  if (literal !== undefined) {
    const address = { ip: literal, port: request.port };
    path.add({ kind: 'resolve', outcome: 'passed', summary: `${formatSocketAddress(address)} is an address` });
    return { kind: 'address', address };
  }
  const overrides = overridesOf(request);
  const asked = resolveName({
    objects: world.objects,
    records: world.dns,
    pod: node?.pod,
    name: request.host,
    ...(overrides === undefined ? {} : { overrides }),
  });
  const answer = asked.kind === 'unknown' ? (nameInDump(world, node, request.host, asked) ?? asked) : asked;
  if (answer.kind === 'found')
    return { kind: 'address', address: { ip: chooseAddress(context, answer), port: request.port } };
  if (answer.kind === 'notFound') {
    path.add({
      kind: 'resolve',
      outcome: 'failed',
      summary: answer.why,
      notes: answer.tried.map((name) => `asked for ${name}`),
    });
    return connectionEnded(context, 'NO_UPSTREAM', `${request.host} does not resolve: ${answer.why}.`, 'unresolved');
  }
  const what = `the address of ${answer.fqdn}`;
  const isUnknown = pins.strict || isOfCluster(answer.fqdn);
  path.add({
    kind: 'resolve',
    outcome: isUnknown ? 'unknown' : 'passed',
    summary: `${what} is not known: ${answer.why}`,
    ...(isUnknown ? { unknown: what } : {}),
  });
  if (isUnknown) return { kind: 'end', verdict: indeterminate(what) };
  path.assume('dns', `${answer.fqdn} resolves to an address that no pod, Service or listener has`);
  return {
    kind: 'address',
    address: { ip: standInAddress(), port: request.port },
    standsFor: `${answer.fqdn}:${request.port}`,
  };
}

/** A name that a Service would have: its address is one that pods, listeners and kube-proxy know, so that nothing stands in for it. */
function isOfCluster(fqdn: string): boolean {
  return !fqdn.includes('.') || /\.svc(?:\.|$)/.test(fqdn);
}

/** One of several addresses is a fork: clients take them in turn. Only addresses of the first one's family count. */
function chooseAddress({ path, choose }: WalkContext, answer: Extract<NameAnswer, { kind: 'found' }>): IpAddress {
  const [first] = answer.addresses;
  const usable = answer.addresses.filter(({ family }) => family === first?.family);
  const { value } = choose({
    name: 'resolve',
    about: `address of ${answer.fqdn}`,
    branches: usable.map((ip) => ({ label: ip.text, probability: 1 / usable.length, value: ip })),
  });
  for (const text of answer.assumed) path.assume('dns', text);
  path.add({
    kind: 'resolve',
    outcome: 'matched',
    summary: `${answer.fqdn} is ${value.text}`,
    evidence: [
      { kind: 'fact', source: sourceText(answer.source), text: answer.addresses.map(({ text }) => text).join(' ') },
    ],
    notes: answer.aliases.map(({ namespace, name }) => `by ExternalName Service ${namespace}/${name}`),
  });
  return value;
}

function sourceText(source: NameSource): string {
  switch (source.kind) {
    case 'literal':
      return 'the URL';
    case 'override':
      return '--resolve';
    case 'hosts':
      return source.why;
    case 'record':
      return `dns.txt: ${source.name}`;
    case 'clusterIp':
      return `Service ${source.service.namespace}/${source.service.name}`;
    case 'headless':
      return `headless Service ${source.service.namespace}/${source.service.name}`;
    case 'endpoint':
      return `an endpoint of Service ${source.service.namespace}/${source.service.name}`;
    case 'podName':
      return 'the name is a pod address';
    case 'serviceEntry':
      return `ServiceEntry ${source.entry.namespace}/${source.entry.name}`;
    case 'allocated':
      return "an address in the proxy's own configuration";
  }
}
