import type { Negatable } from '../model/Negatable.js';
import { fixedCriterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';
import { evaluatePorts, PORT_OPTIONS, printPorts, readPorts, type PortOptions } from './ports.js';

/** `-m dccp`. */
export interface DccpMatch extends PortOptions {
  readonly kind: 'dccp';
  /** `--dccp-types`, verbatim. */
  readonly types?: Negatable<string>;
  /** `--dccp-option`, verbatim. */
  readonly option?: Negatable<string>;
}

/** Ports of a DCCP header (iptables-extensions(8)). The packet's type and options are not modelled. */
export const dccp: MatchModule<DccpMatch> = {
  names: ['dccp'],
  options: { ...PORT_OPTIONS, '--dccp-types': 1, '--dccp-option': 1 },
  parse(options) {
    const types = options.read('--dccp-types', (text) => text);
    const option = options.read('--dccp-option', (text) => text);
    return { kind: 'dccp', ...readPorts(options), ...(types && { types }), ...(option && { option }) };
  },
  print: ({ types, option, ...ports }) => [
    '-m',
    'dccp',
    ...printPorts(ports),
    ...optionWords('--dccp-types', types, types?.value ?? ''),
    ...optionWords('--dccp-option', option, option?.value ?? ''),
  ],
  evaluate: (match, packet, env) => [
    ...evaluatePorts(match, packet, env),
    ...(match.types ? [unseen('--dccp-types', match.types)] : []),
    ...(match.option ? [unseen('--dccp-option', match.option)] : []),
  ],
};

function unseen(name: string, option: Negatable<string>): ReturnType<typeof fixedCriterion> {
  return fixedCriterion(
    name,
    option,
    option.value,
    NOT_KNOWN,
    'unknown',
    'the DCCP header is not modelled beyond its ports',
  );
}
