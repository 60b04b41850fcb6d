import { istioChainName, plainTableName } from '../../istio/capture/plain/istioNames.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { ChainView, IptablesView } from './IptablesView.js';

/** Which chains to show; all that is not given. */
export interface ChainFilter {
  /** `4`, `6`, and as iptables' users write it: `ipv4`, `ip6`, … */
  readonly family?: string | undefined;
  /** `nat` takes Istio's native nat tables too. */
  readonly table?: string | undefined;
  /** `ISTIO_OUTPUT` takes `istio-output` too. */
  readonly chain?: string | undefined;
}

/** The view with the chains that the filter takes, and why it is empty, if it is. A family that is none is a `UserError` (exit 2). */
export function filterChains(
  view: IptablesView,
  filter: ChainFilter,
): { readonly view: IptablesView; readonly notes: readonly string[] } {
  const family = filter.family === undefined ? undefined : readFamily(filter.family);
  const chains = view.chains.filter(
    (chain) =>
      (family === undefined || chain.family === 'inet' || chain.family === family) &&
      (filter.table === undefined || [chain.table, plainTableName(chain.table)].includes(filter.table)) &&
      (filter.chain === undefined || [chain.chain, istioChainName(chain.chain)].includes(filter.chain)),
  );
  const notes = chains.length > 0 ? [] : [emptyNote(view)];
  return { view: { ...view, chains }, notes };
}

function readFamily(text: string): ChainView['family'] {
  if (/^(?:ip|ipv|inet)?4$|^ip$/i.test(text)) return 'ip';
  if (/^(?:ip|ipv|inet)?6$/i.test(text)) return 'ip6';
  throw new UserError(`no address family ${JSON.stringify(text)}`, { hint: '4 or 6', exitCode: ExitCode.usage });
}

function emptyNote({ name, chains }: IptablesView): string {
  if (chains.length === 0) return `${name}: there are no tables, so nothing is redirected`;
  const there = [...new Set(chains.map(({ family, table }) => `${family} ${table}`))].join(', ');
  return `${name}: no chain fits the filter; there are chains in ${there}`;
}
