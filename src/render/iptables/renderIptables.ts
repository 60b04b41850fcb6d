import type { ChainView, IptablesView } from '../../app/iptables/IptablesView.js';
import { isIstioChain, istioChainName } from '../../istio/capture/plain/istioNames.js';
import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import { describeInterception } from './describeInterception.js';
import { renderChain } from './renderChain.js';

const SIDES: Readonly<Record<ChainView['side'], string>> = {
  output: 'what the pod sends',
  input: 'what reaches the pod',
  forward: 'what passes through',
  none: 'no chain leads here',
};

/** The rules of one network namespace for a person: what they come to, then chain by chain. Built-in chains that do nothing are left out. */
export function renderIptables(view: IptablesView, palette: Palette): string {
  const summary = [
    palette.strong(safeText(view.name)),
    ...view.interceptions.flatMap(describeInterception).map(safeText),
    ...view.inForce.map(safeText),
    ...view.lost.map((line) => palette.doubtful(safeText(line))),
    ...view.notes.map((line) => palette.doubtful(safeText(line))),
    ...view.differences.map(({ family, text }) => palette.bad(safeText(`  IPv${family} ${text}`))),
  ];
  const shown = view.chains.filter(isWorthShowing);
  return [
    `${summary.join('\n')}\n`,
    ...shown.map((chain, i) => `${sideOf(shown, i, palette)}${renderChain(chain, palette)}`),
  ].join('\n');
}

/** A line before the first chain of a side, and of another dump. */
function sideOf(chains: readonly ChainView[], at: number, palette: Palette): string {
  const [chain, before] = [chains[at], chains[at - 1]];
  if (chain === undefined) return '';
  if (before?.side === chain.side && before.source === chain.source && before.family === chain.family) return '';
  return `${palette.faint(safeText(`--- ${SIDES[chain.side]} (${chain.source}) ---`))}\n\n`;
}

function isWorthShowing({ rules, chain, hook, policy }: ChainView): boolean {
  return rules.length > 0 || policy === 'DROP' || (hook === undefined && isIstioChain(istioChainName(chain)));
}
