import type { Criterion } from '../../logic/Criterion.js';
import { truthOf, type Truth } from '../../logic/Truth.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Negatable } from '../model/Negatable.js';
import { inRange, printRange, type NumberRange } from '../model/NumberRange.js';
import type { Packet } from '../model/Packet.js';
import type { OptionReader } from '../words/OptionReader.js';
import type { OptionTable } from '../words/OptionWords.js';
import { parsePortRange } from '../words/parseNumber.js';
import { criterion, fixedCriterion, NOT_KNOWN, optionWords } from './criterion.js';

/** `--sport` and `--dport`, which tcp, udp, udplite, sctp and dccp have alike. */
export interface PortOptions {
  readonly sourcePorts?: Negatable<NumberRange>;
  readonly destinationPorts?: Negatable<NumberRange>;
}

/** The spellings of `--sport` and `--dport`. */
export const PORT_OPTIONS: OptionTable = {
  '--sport': 1,
  '--source-port': '--sport',
  '--dport': 1,
  '--destination-port': '--dport',
};

/** Reads `--sport` and `--dport` where they are there. */
export function readPorts(options: OptionReader): PortOptions {
  const sourcePorts = options.read('--sport', parsePortRange);
  const destinationPorts = options.read('--dport', parsePortRange);
  return { ...(sourcePorts && { sourcePorts }), ...(destinationPorts && { destinationPorts }) };
}

/** The words of `--sport` and `--dport`. */
export function printPorts({ sourcePorts, destinationPorts }: PortOptions): readonly string[] {
  return [
    ...(sourcePorts ? optionWords('--sport', sourcePorts, printRange(sourcePorts.value, ':')) : []),
    ...(destinationPorts ? optionWords('--dport', destinationPorts, printRange(destinationPorts.value, ':')) : []),
  ];
}

/** The criteria of `--sport` and `--dport`. A later fragment shows no ports and never matches, even a negated option. */
export function evaluatePorts(options: PortOptions, packet: Packet, env: MatchEnv): readonly Criterion[] {
  const asked = [
    ['--sport', options.sourcePorts, packet.sourcePort, sourcePortIn] as const,
    ['--dport', options.destinationPorts, packet.destinationPort, destinationPortIn] as const,
  ];
  return asked.flatMap(([name, option, port, portIn]) => {
    if (option === undefined) return [];
    const expected = printRange(option.value, ':');
    if (packet.fragment)
      return [fixedCriterion(name, option, expected, 'none', 'no', 'a later fragment shows no ports')];
    return [
      criterion(
        name,
        option,
        expected,
        port === undefined ? NOT_KNOWN : String(port),
        portIn(option.value, packet, env),
      ),
    ];
  });
}

/** Whether the source port lies in `range`; one that is not known lies somewhere in `env.ephemeralPorts`. */
export function sourcePortIn(range: NumberRange, packet: Packet, env: MatchEnv): Truth {
  if (packet.sourcePort !== undefined) return truthOf(inRange(range, packet.sourcePort));
  const { min, max } = env.ephemeralPorts ?? { min: 1024, max: 0xffff };
  if (range.max < min || max < range.min) return 'no';
  return range.min <= min && max <= range.max ? 'yes' : 'unknown';
}

/** Whether the destination port lies in `range`; `unknown` when it is not known. */
export function destinationPortIn(range: NumberRange, { destinationPort: port }: Packet): Truth {
  return port === undefined ? 'unknown' : truthOf(inRange(range, port));
}
