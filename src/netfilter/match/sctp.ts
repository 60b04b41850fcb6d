import type { Negatable } from '../model/Negatable.js';
import { fixedCriterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';
import { evaluatePorts, PORT_OPTIONS, printPorts, readPorts, type PortOptions } from './ports.js';

/** `-m sctp`. */
export interface SctpMatch extends PortOptions {
  readonly kind: 'sctp';
  /** `--chunk-types all|any|only TYPES`, verbatim. */
  readonly chunkTypes?: Negatable<readonly string[]>;
}

/** Ports of an SCTP header (iptables-extensions(8)). The packet's chunks are not modelled. */
export const sctp: MatchModule<SctpMatch> = {
  names: ['sctp'],
  options: { ...PORT_OPTIONS, '--chunk-types': 2 },
  parse(options) {
    const chunks = options.words('--chunk-types');
    return {
      kind: 'sctp',
      ...readPorts(options),
      ...(chunks && { chunkTypes: { not: chunks.not, value: chunks.values } }),
    };
  },
  print: (match) => [
    '-m',
    'sctp',
    ...printPorts(match),
    ...optionWords('--chunk-types', match.chunkTypes, ...(match.chunkTypes?.value ?? [])),
  ],
  evaluate: (match, packet, env) => [
    ...evaluatePorts(match, packet, env),
    ...(match.chunkTypes
      ? [
          fixedCriterion(
            '--chunk-types',
            match.chunkTypes,
            match.chunkTypes.value.join(' '),
            NOT_KNOWN,
            'unknown',
            'SCTP chunks are not modelled',
          ),
        ]
      : []),
  ],
};
