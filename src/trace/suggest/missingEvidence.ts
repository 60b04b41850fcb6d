import type { SuggestRule } from './Ending.js';

/** The evidence that would tell, and what to take for granted where the walk could go on without it. */
interface Missing {
  readonly capture: (where: string) => string;
  readonly grant?: string;
}

/** By the words of `unknown`. */
const EVIDENCE: readonly (readonly [RegExp, Missing])[] = [
  [
    /include_eds/,
    {
      capture: (where) =>
        `Take the dump of ${where} with its endpoints: /config_dump?include_eds (Envoy 1.16 and later).`,
    },
  ],
  [
    /rules of \S+ .*not recorded/,
    {
      capture: (where) =>
        `Add iptables-save, run in the network namespace of ${where}, and its config_dump to the snapshot.`,
      grant: 'Or take for granted that its rules capture as the proxy expects: --assume rules=pass.',
    },
  ],
  [
    /whether anything listens/,
    {
      capture: (where) => `Add the listening sockets of ${where} to the snapshot: ss -Hltnp in its network namespace.`,
    },
  ],
  [/configuration was not recorded/, { capture: (where) => `Add the config_dump of ${where} to the snapshot.` }],
  [
    /^the address of /,
    { capture: () => 'Say what the name means: --resolve HOST:PORT:ADDRESS, or a line in dns.txt of the snapshot.' },
  ],
];

/** INDETERMINATE by a missing fact: which evidence to capture. */
export const missingEvidence: SuggestRule = ({ verdict, hops }) => {
  const { unknown, likely } = verdict;
  if (verdict.code !== 'INDETERMINATE' || unknown === undefined) return [];
  const where = /(?:rules of|listens on \S+ (?:in|of)) ([^\s:]+)/.exec(unknown)?.[1] ?? hops.at(-1)?.where ?? 'the pod';
  const missing = EVIDENCE.find(([words]) => words.test(unknown))?.[1];
  if (missing === undefined) return [];
  const { capture, grant } = missing;
  return [capture(where), ...(grant === undefined || likely === undefined ? [] : [grant])];
};
