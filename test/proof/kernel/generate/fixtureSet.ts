import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Loader, SentPacket } from '../contract.js';
import { pickState } from './generatePacket.js';
import type { Rng } from './Rng.js';
import { wordsOf } from './RuleContext.js';
import type { RuleSetDraft, TableDraft } from './RuleSetDraft.js';
import { PORTS_OF_SENDERS, SOURCE_PORTS } from './words.js';

const FOLDER = 'fixtures/iptables';

/** A file of `fixtures/iptables` and who loads it. */
export interface Fixture {
  readonly file: string;
  readonly loader: Loader;
  readonly family: 4 | 6;
}

/** Every rule set of the fixtures; those of iptables for both back ends. */
export function fixtures(): readonly Fixture[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.startsWith('kernel-') && file.includes('.'))
    .sort();
  return files.flatMap((file): Fixture[] => {
    if (file.endsWith('.nft-list'))
      return [
        { file, loader: 'native', family: 4 },
        { file, loader: 'native', family: 6 },
      ];
    const family = file.endsWith('.ip6tables-save') ? 6 : 4;
    if (!file.endsWith('tables-save')) return [];
    return (['nft', 'legacy'] as const).map((loader) => ({ file, loader, family }));
  });
}

/** Its rules as a draft. */
export function fixtureDraft({ file, loader, family }: Fixture): RuleSetDraft {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return loader === 'native' ? { loader, family, tables: [], text } : { loader, family, tables: tablesOf(text) };
}

function tablesOf(text: string): readonly TableDraft[] {
  return text
    .split(/^(?=\*)/m)
    .filter((part) => part.startsWith('*'))
    .map((part) => {
      const lines = part.split('\n');
      const rules = lines.filter((line) => line.startsWith('-A ')).map((line) => line.slice(3));
      const heads = lines.filter((line) => line.startsWith(':')).map((line) => line.slice(1).split(' '));
      return {
        name: lines[0]?.slice(1).trim() ?? '',
        chains: heads.map(([name = '', policy]) => ({
          name,
          ...(policy === 'ACCEPT' || policy === 'DROP' ? { policy } : {}),
          rules: rules
            .filter((rule) => rule === name || rule.startsWith(`${name} `))
            .map((rule) => rule.slice(name.length + 1)),
        })),
      };
    });
}

const USERS = [
  [1000, 1000],
  [1337, 1337],
  [1000, 1337],
  [1337, 1000],
  [0, 0],
  [3, 3],
] as const;
const PORTS = [80, 443, 53, 22, 8080, 15001, 15006, 15008, 15020, 15021, 15053, 15090, 7777, 9001] as const;
const MARKS = [0, 0, 0, 0x539, 0x53a, 0x1539, 0x111] as const;

/** A packet of the grid: direction, protocol, user, mark, interface, class of address, port. */
export function gridPacket(rng: Rng, family: 4 | 6, number: number): SentPacket {
  const { own, loopback, others } = wordsOf(family);
  const [uid, gid] = rng.pick(USERS);
  const direction = rng.chance(65) ? 'out' : 'in';
  const protocol = rng.weighted<SentPacket['protocol']>([
    ['tcp', 62],
    ['udp', 32],
    ['icmp', 6],
  ]);
  const common = {
    protocol,
    sourcePort: rng.pick(SOURCE_PORTS) + (number % PORTS_OF_SENDERS),
    destinationPort: protocol === 'icmp' ? rng.between(1, 60000) : rng.pick(PORTS),
    groups: [],
    state: pickState(rng, protocol, { established: true, invalid: true }),
  } as const;
  if (direction === 'in') {
    const destination = rng.weighted([
      [rng.pick(own), 8],
      [rng.pick(others), 2],
    ]);
    const inInterface = rng.chance(75) ? 'eth0' : 'eth1';
    return {
      ...common,
      direction,
      source: rng.pick(others),
      destination,
      uid: 0,
      gid: 0,
      mark: 0,
      transparent: false,
      inInterface,
    };
  }
  const transparent = rng.chance(8);
  const bound = transparent ? rng.pick(others) : rng.chance(15) ? rng.pick([...own, ...loopback]) : undefined;
  return {
    ...common,
    direction,
    ...(bound === undefined ? {} : { source: bound }),
    destination: rng.pick([...own, ...own, ...loopback, ...others]),
    uid,
    gid,
    mark: rng.pick(MARKS),
    transparent,
    inInterface: '',
  };
}
