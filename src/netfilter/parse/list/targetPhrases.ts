import type { Phrase } from './Phrase.js';

const FLAGS = String.raw`( random)?( random-fully)?( persistent)?`;

const XMARK: readonly Phrase[] = ['MARK', 'CONNMARK'].map((name) =>
  phrase(String.raw`${name} (set|and|or|xor|xset) (0x\S+)`, (how, value = '') => [
    how === 'xset' ? '--set-xmark' : how === 'set' ? '--set-xmark' : `--${how}-mark`,
    // A plain "set" is the form with all bits; the others are told apart by their word.
    how === 'set' ? `${value}/0xffffffff` : value,
  ]),
);

/**
 * How `iptables -L` words what a target does, as iptables 1.8 prints it. A target that is not here never prints anything; one that
 * is here prints nothing only when it has no options, which `SILENT_TARGETS` allows.
 */
export const TARGET_PHRASES: Readonly<Record<string, readonly Phrase[]>> = {
  REDIRECT: [
    phrase(String.raw`redir ports (\S+)${FLAGS}`, (ports = '', ...flags) => ['--to-ports', ports, ...flagWords(flags)]),
  ],
  MASQUERADE: [phrase(String.raw`(?:masq ports: (\S+))?( ?random)?( ?random-fully)?( ?persistent)?`, masquerade)],
  DNAT: [phrase(String.raw`to:(\S+)${FLAGS}`, (to = '', ...flags) => ['--to-destination', to, ...flagWords(flags)])],
  SNAT: [phrase(String.raw`to:(\S+)${FLAGS}`, (to = '', ...flags) => ['--to-source', to, ...flagWords(flags)])],
  TPROXY: [
    phrase(String.raw`TPROXY redirect (\S*):(\d+) mark (\S+)`, (ip = '', port = '', mark = '') => [
      ...['--on-port', port, '--tproxy-mark', mark],
      ...(ip === '' ? [] : ['--on-ip', ip.replace(/^\[|\]$/g, '')]),
    ]),
  ],
  MARK: XMARK,
  CONNMARK: [
    ...XMARK,
    // The masks of different values: the one that keeps bits is shown with `~` before it.
    phrase(String.raw`CONNMARK (save|restore) (ct|nf)mask (0x\S+) (ct|nf)mask ~(0x\S+)`, (how = '', ...masks) => {
      const [one = '', value = '', other = '', otherValue = ''] = masks;
      return [`--${how}-mark`, `--${one}mask`, value, `--${other}mask`, otherValue];
    }),
    phrase(String.raw`CONNMARK (save|restore)(?: mask (0x\S+))?`, (how, mask = '') => [
      `--${how}-mark`,
      ...(mask === '' ? [] : ['--mask', mask]),
    ]),
  ],
  CT: [
    phrase('(?:CT )?(?:notrack|NOTRACK)', () => ['--notrack']),
    phrase(String.raw`CT (zone|zone-orig|zone-reply|helper) (\S+)`, (name, value = '') => [`--${name}`, value]),
  ],
  REJECT: [phrase(String.raw`reject-with (\S+)`, (type = '') => ['--reject-with', type])],
  NFQUEUE: [
    phrase(String.raw`NFQUEUE num (\d+)( bypass)?`, (queue = '', bypass) => [
      ...['--queue-num', queue],
      ...(bypass === '' ? [] : ['--queue-bypass']),
    ]),
    phrase(String.raw`NFQUEUE balance (\d+:\d+)( bypass)?`, (queues = '', bypass) => [
      ...['--queue-balance', queues],
      ...(bypass === '' ? [] : ['--queue-bypass']),
    ]),
  ],
  TTL: [
    phrase(String.raw`TTL (set to|decrement by|increment by) (\d+)`, (how = '', value = '') => [
      `--ttl-${how.slice(0, 3)}`,
      value,
    ]),
  ],
  HL: [
    phrase(String.raw`HL (set to|decrement by|increment by) (\d+)`, (how = '', value = '') => [
      `--hl-${how.slice(0, 3)}`,
      value,
    ]),
  ],
  DSCP: [phrase(String.raw`DSCP set (0x\S+)`, (value = '') => ['--set-dscp', value])],
  TOS: [phrase(String.raw`TOS (set|and|or|xor) (0x\S+)`, (how, value = '') => [`--${how}-tos`, value])],
};

/** How passive targets begin; what they say changes nothing. */
export const PASSIVE_PHRASES: readonly Phrase[] = [
  phrase(String.raw`(?:LOG|TCPMSS|CLASSIFY|CHECKSUM|AUDIT|SECMARK|TEE|LED|ULOG|TCPOPTSTRIP) \S.*`, () => []),
  phrase(String.raw`(?:nflog-|add-set |del-set ).*`, () => []),
];

/** Targets that print nothing when they have no options. */
export const SILENT_TARGETS: ReadonlySet<string> = new Set(['REDIRECT', 'MASQUERADE']);

function phrase(pattern: string, words: Phrase['words']): Phrase {
  return { pattern: new RegExp(`^${pattern}$`), words };
}

function masquerade(ports = '', ...flags: readonly string[]): readonly string[] {
  return [...(ports === '' ? [] : ['--to-ports', ports]), ...flagWords(flags)];
}

function flagWords(flags: readonly string[]): readonly string[] {
  return flags.filter((flag) => flag !== '').map((flag) => `--${flag.trim()}`);
}
