import type { SentPacket } from '../contract.js';
import type { Rng } from './Rng.js';
import { wordsOf } from './RuleContext.js';
import { IDS, MARKS, PORTS, PORTS_OF_SENDERS, SOURCE_PORTS } from './words.js';

/** A random packet of one family, near the values of the rules. `number`: packets with numbers that are near have ports of their own. `states`: those that some are in. */
export function generatePacket(rng: Rng, family: 4 | 6, number: number, states: States): SentPacket {
  const protocol = rng.weighted<SentPacket['protocol']>([
    ['tcp', 60],
    ['udp', 33],
    ['icmp', 7],
  ]);
  const direction = rng.chance(62) ? 'out' : 'in';
  const sourcePort = rng.pick(SOURCE_PORTS) + (number % PORTS_OF_SENDERS);
  const packet = direction === 'out' ? outgoing(rng, family, protocol) : incoming(rng, family, protocol);
  return { ...packet, sourcePort, state: pickState(rng, protocol, states) };
}

/** Which packets besides first ones a set has: of flows that were opened before the rules, and of none. */
export interface States {
  readonly established: boolean;
  readonly invalid: boolean;
}

/** How many of a hundred packets, of sets that have them. */
const ESTABLISHED = 55;
const INVALID = 45;

/** What conntrack finds invalid the bed makes of TCP alone. */
export function pickState(rng: Rng, protocol: SentPacket['protocol'], states: States): SentPacket['state'] {
  const [established, invalid] = [rng.chance(ESTABLISHED), rng.chance(INVALID)];
  if (states.established && established) return 'established';
  return states.invalid && invalid && protocol === 'tcp' ? 'invalid' : 'new';
}

function outgoing(rng: Rng, family: 4 | 6, protocol: SentPacket['protocol']): SentPacket {
  const { own, loopback, others } = wordsOf(family);
  const transparent = rng.chance(6);
  const destination = rng.weighted([
    [rng.pick(others), 55],
    [rng.pick(own), 28],
    [rng.pick(loopback), 17],
  ]);
  const source = pickSource(rng, family, transparent);
  const uid = rng.pick(IDS);
  return {
    direction: 'out',
    protocol,
    ...(source === undefined ? {} : { source }),
    sourcePort: 0,
    destination,
    destinationPort: protocol === 'icmp' ? rng.between(1, 60000) : rng.pick(PORTS),
    uid,
    gid: rng.chance(60) ? uid : rng.pick(IDS),
    groups: rng.chance(25) ? rng.some(IDS, rng.between(1, 2)) : [],
    mark: rng.chance(70) ? 0 : rng.pick(MARKS),
    transparent,
    inInterface: '',
    state: 'new',
  };
}

function pickSource(rng: Rng, family: 4 | 6, transparent: boolean): string | undefined {
  const { own, loopback, others } = wordsOf(family);
  if (transparent) return rng.pick([...others, ...own]);
  if (rng.chance(65)) return undefined;
  return rng.chance(70) ? rng.pick(own) : rng.pick(loopback);
}

function incoming(rng: Rng, family: 4 | 6, protocol: SentPacket['protocol']): SentPacket {
  const { own, loopback, others } = wordsOf(family);
  return {
    direction: 'in',
    protocol,
    source: rng.chance(96) ? rng.pick(others) : rng.pick([...own, ...loopback]),
    sourcePort: 0,
    destination: rng.weighted([
      [rng.pick(own), 84],
      [rng.pick(others), 14],
      [rng.pick(loopback), 2],
    ]),
    destinationPort: protocol === 'icmp' ? rng.between(1, 60000) : rng.pick(PORTS),
    uid: 0,
    gid: 0,
    groups: [],
    mark: 0,
    transparent: false,
    inInterface: rng.chance(80) ? 'eth0' : 'eth1',
    state: 'new',
  };
}
