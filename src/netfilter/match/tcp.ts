import type { Criterion } from '../../logic/Criterion.js';
import type { Negatable } from '../model/Negatable.js';
import type { Packet } from '../model/Packet.js';
import { parseNumber } from '../words/parseNumber.js';
import { fixedCriterion, NOT_KNOWN, optionWords, criterion } from './criterion.js';
import type { MatchModule } from './MatchModule.js';
import { evaluatePorts, PORT_OPTIONS, printPorts, readPorts, type PortOptions } from './ports.js';
import { printTcpFlags, readTcpFlags, tcpFlagsMatch, type TcpFlagsTest } from './tcpFlags.js';

/** `-m tcp`. */
export interface TcpMatch extends PortOptions {
  readonly kind: 'tcp';
  /** `--tcp-flags MASK SET`; `--syn` is `FIN,SYN,RST,ACK SYN`. */
  readonly flags?: Negatable<TcpFlagsTest>;
  /** `--tcp-option NUMBER`. */
  readonly option?: Negatable<number>;
}

/** Ports, flags and options of a TCP header (iptables-extensions(8), `xt_tcpudp.c`). The packet's TCP options are not modelled. */
export const tcp: MatchModule<TcpMatch> = {
  names: ['tcp'],
  options: { ...PORT_OPTIONS, '--tcp-flags': 2, '--syn': 0, '--tcp-option': 1 },
  parse(options) {
    const ports = readPorts(options);
    const option = options.read('--tcp-option', (text) => parseNumber(text, 255));
    const flags = readTcpFlags(options);
    return { kind: 'tcp', ...ports, ...(flags && { flags }), ...(option && { option }) };
  },
  print: (match) => [
    '-m',
    'tcp',
    ...printPorts(match),
    ...(match.option ? optionWords('--tcp-option', match.option, String(match.option.value)) : []),
    ...(match.flags ? optionWords('--tcp-flags', match.flags, ...printTcpFlags(match.flags.value)) : []),
  ],
  evaluate: (match, packet, env) => [
    ...evaluatePorts(match, packet, env),
    ...(match.flags ? [flagsCriterion(match.flags, packet)] : []),
    ...(match.option
      ? [
          fixedCriterion(
            '--tcp-option',
            match.option,
            String(match.option.value),
            NOT_KNOWN,
            'unknown',
            'TCP options are not modelled',
          ),
        ]
      : []),
  ],
};

function flagsCriterion(flags: Negatable<TcpFlagsTest>, { tcpFlags }: Packet): Criterion {
  const expected = printTcpFlags(flags.value).join(' ');
  if (tcpFlags === undefined) return criterion('--tcp-flags', flags, expected, NOT_KNOWN, 'unknown');
  return criterion('--tcp-flags', flags, expected, tcpFlags.join(',') || 'NONE', tcpFlagsMatch(flags.value, tcpFlags));
}
