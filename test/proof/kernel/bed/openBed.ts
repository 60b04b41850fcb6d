import { parseAddressesJson } from '../../../../src/facts/netns/parseAddresses.js';
import { parseIpRulesJson } from '../../../../src/facts/netns/parseIpRulesJson.js';
import { parseRoutesJson } from '../../../../src/facts/netns/parseRoutes.js';
import { parseSysctls } from '../../../../src/facts/netns/parseSysctls.js';
import type { Netns } from '../../../../src/netfilter/walk/netns/Netns.js';
import { openLibc } from '../../../../src/proxy/sys/openLibc.js';
import type { BedSocket, LoadedRules, SentPacket } from '../contract.js';
import { Barrier } from './Barrier.js';
import type { Bed, Refusal } from './Bed.js';
import { Exchange } from './Exchange.js';
import { Flows } from './Flows.js';
import { SOCKETS } from './layout.js';
import { Namespaces } from './Namespaces.js';
import { PendingRequests } from './PendingRequests.js';
import { pinToProcessor } from './pinToProcessor.js';
import { RuleLoader } from './RuleLoader.js';
import { ipOf, Servers } from './Servers.js';

export interface BedOptions {
  /** Processor that the thread stays on while the bed is open. */
  readonly processor?: number;
  /** Servers besides the usual ones. */
  readonly moreSockets?: readonly BedSocket[];
}

/** Makes a {@link Bed}. Needs root, iptables and nft. The caller closes it. */
export async function openBed({ processor = 0, moreSockets = [] }: BedOptions = {}): Promise<Bed> {
  const libc = await openLibc();
  const unpin = pinToProcessor(libc, processor);
  const namespaces = Namespaces.make(libc);
  const sockets = [...SOCKETS, ...moreSockets];
  const loader = new RuleLoader(libc, namespaces);
  const servers = new Servers(libc, namespaces, sockets);
  const barrier = new Barrier(libc, namespaces);
  const flows = new Flows(libc, namespaces);
  const pending = new PendingRequests(libc, namespaces);
  const exchange = new Exchange(libc, namespaces, servers, barrier, loader, flows, pending);
  const loadAround = (rules: readonly LoadedRules[], established: readonly SentPacket[]): readonly Refusal[] => {
    loader.track();
    exchange.establish(established);
    const refusals = loader.load(rules);
    loader.untrack();
    return refusals;
  };
  return {
    netns: netnsOf(namespaces, sockets),
    sockets,
    load: (rules, { established = [], ipsets = false } = {}) => {
      exchange.forget();
      loader.flush();
      flows.forgetAll();
      if (ipsets) loader.makeSets(rules);
      const refusals = established.length === 0 ? loader.load(rules) : loadAround(rules, established);
      exchange.startCounting();
      return refusals;
    },
    send: (packet, patient = 0) => exchange.send(packet, patient),
    close: () => {
      exchange.forget();
      for (const part of [barrier, servers, flows, pending, loader, namespaces]) part.close();
      unpin();
    },
  };
}

/** The pod as the kernel itself tells. */
function netnsOf(namespaces: Namespaces, sockets: readonly BedSocket[]): Netns {
  const ip = (...args: readonly string[]): Buffer => Buffer.from(namespaces.run('pod', 'ip', ['-j', ...args]));
  const sysctls = namespaces.run('pod', 'sysctl', ['-a', '-r', '^net\\.(ipv[46]\\.conf|netfilter|ipv4\\.(ip|tcp)_)']);
  const families = [4, 6] as const;
  return {
    ruleSets: [],
    interfaces: parseAddressesJson(ip('address', 'show'), 'ip address'),
    routes: families.flatMap((family) =>
      parseRoutesJson(ip(`-${family}`, 'route', 'show', 'table', 'all'), 'ip route', family),
    ),
    ipRules: families.flatMap((family) => parseIpRulesJson(ip(`-${family}`, 'rule', 'show'), 'ip rule', family)),
    sysctls: parseSysctls(sysctls, 'sysctl'),
    sockets: sockets
      .filter(({ where }) => where === 'pod')
      .map(({ protocol, address, port, transparent, owner }) => ({
        protocol,
        address: { ip: ipOf(address), port },
        v6only: true,
        transparent,
        owner: { ...owner, groups: [] },
      })),
  };
}
