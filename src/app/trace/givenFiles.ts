import { parseTarget } from '../../kube/target/parseTarget.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { GivenFile } from '../loadFacts.js';

/** Facts given by hand: which flag holds which kind of evidence, by its name in a snapshot. */
const FILES = { 'config-dump': 'config_dump.json', clusters: 'clusters.json', iptables: 'iptables-save.txt' } as const;

type Flag = keyof typeof FILES;

/** The flags of trace-request that give facts by hand. */
export type GivenFlags = Readonly<Partial<Record<Flag | `to-${Flag}`, string | undefined>>> & {
  readonly namespace?: string | undefined;
};

/** The pod that `--to-…` files belong to where nothing names it. */
const DESTINATION = { namespace: 'default', name: 'destination' };

/**
 * Files given by hand, at their places in a snapshot: those of the source belong to the pod that FROM names (or to `source`
 * in the namespace, when FROM is no TARGET), the `--to-…` ones to the destination.
 */
export function givenFiles(from: string, flags: GivenFlags): readonly GivenFile[] {
  const source = sourcePod(from, flags.namespace);
  const given = (
    prefix: '' | 'to-',
    { namespace, name }: { readonly namespace: string; readonly name: string },
  ): GivenFile[] =>
    (Object.keys(FILES) as Flag[]).flatMap((flag) => {
      const file = flags[`${prefix}${flag}`];
      return file === undefined ? [] : [{ path: `pods/${namespace}/${name}/${FILES[flag]}`, file }];
    });
  const own = given('', source ?? DESTINATION);
  if (own.length > 0 && source === undefined) {
    throw new UserError('--config-dump, --clusters and --iptables are facts of the source pod', {
      exitCode: ExitCode.usage,
      hint: 'Name it as FROM, or use --to-config-dump.',
    });
  }
  return [...own, ...given('to-', DESTINATION)];
}

function sourcePod(
  from: string,
  namespace: string | undefined,
): { readonly namespace: string; readonly name: string } | undefined {
  if (from === 'external' || from.startsWith('node/') || /^[\d.]+$|:/.test(from)) return undefined;
  const target = parseTarget(from, { flag: namespace });
  return target.kind === 'Pod' ? target : undefined;
}
