import { anyOf, type Truth } from '../../logic/Truth.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import { printRange, type NumberRange } from '../model/NumberRange.js';
import type { Packet } from '../model/Packet.js';
import { parsePortRange } from '../words/parseNumber.js';
import { criterion, fixedCriterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';
import { destinationPortIn, sourcePortIn } from './ports.js';

/** `-m multiport`: up to fifteen ports, a range counts as two. `either` is `--ports`: source or destination. */
export interface MultiportMatch {
  readonly kind: 'multiport';
  readonly which: 'source' | 'destination' | 'either';
  readonly not: boolean;
  readonly ports: readonly NumberRange[];
}

const NAME = { source: '--sports', destination: '--dports', either: '--ports' } as const;

/** A list of ports; `!` is over the whole list (iptables-extensions(8)). A later fragment never matches. */
export const multiport: MatchModule<MultiportMatch> = {
  names: ['multiport'],
  options: {
    '--sports': 1,
    '--source-ports': '--sports',
    '--dports': 1,
    '--destination-ports': '--dports',
    '--ports': 1,
  },
  parse(options) {
    const found = (['source', 'destination', 'either'] as const).flatMap((which) => {
      const ports = options.read(NAME[which], parsePortList);
      return ports ? [{ kind: 'multiport' as const, which, not: ports.not, ports: ports.value }] : [];
    });
    return found.length === 1 ? found[0] : undefined;
  },
  print: (match) => ['-m', 'multiport', ...optionWords(NAME[match.which], match, printPortList(match.ports))],
  evaluate(match, packet, env) {
    const name = NAME[match.which];
    const expected = printPortList(match.ports);
    if (packet.fragment)
      return [fixedCriterion(name, match, expected, 'none', 'no', 'a later fragment shows no ports')];
    return [
      criterion(
        name,
        match,
        expected,
        describePorts(match, packet),
        anyOf(match.ports.map((range) => portIn(match, range, packet, env))),
      ),
    ];
  },
};

function parsePortList(text: string): readonly NumberRange[] | undefined {
  const ranges = text.split(',').map(parsePortRange);
  const known = ranges.filter((range) => range !== undefined);
  const slots = known.reduce((sum, range) => sum + (range.min === range.max ? 1 : 2), 0);
  return known.length === ranges.length && slots <= 15 ? known : undefined;
}

function printPortList(ports: readonly NumberRange[]): string {
  return ports.map((range) => printRange(range, ':')).join(',');
}

function portIn({ which }: MultiportMatch, range: NumberRange, packet: Packet, env: MatchEnv): Truth {
  switch (which) {
    case 'source':
      return sourcePortIn(range, packet, env);
    case 'destination':
      return destinationPortIn(range, packet);
    case 'either':
      return anyOf([sourcePortIn(range, packet, env), destinationPortIn(range, packet)]);
  }
}

function describePorts({ which }: MultiportMatch, packet: Packet): string {
  const source = String(packet.sourcePort ?? NOT_KNOWN);
  const destination = String(packet.destinationPort ?? NOT_KNOWN);
  return which === 'either' ? `${source}, ${destination}` : which === 'source' ? source : destination;
}
