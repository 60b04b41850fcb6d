import type { ConntrackEntry, ConntrackView } from '../model/ConntrackView.js';
import type { NftReading } from './readNft.js';

/** `ct KEY`. Without a flow, and with a template that stands for none yet, everything but `ct state` breaks (kernel 6.18 measured; `nft_ct.c`). */
export function readNftConntrack(key: string, view: ConntrackView): NftReading {
  if (key === 'state') return { kind: 'bits', words: [view.state.toLowerCase()] };
  if (view.entry === undefined) return { kind: 'breaks', why: 'the packet has no conntrack entry here' };
  if (view.entry.template) return { kind: 'breaks', why: 'the packet has only a template here' };
  switch (key) {
    case 'mark':
      return { kind: 'number', value: view.entry.mark };
    case 'direction':
      return { kind: 'word', word: view.entry.direction.toLowerCase() };
    case 'zone':
      return view.entry.zone === undefined ? { kind: 'unknown' } : { kind: 'number', value: view.entry.zone };
    case 'status':
      return { kind: 'bits', words: statusWords(view.entry) };
    default:
      return { kind: 'unknown' };
  }
}

function statusWords(entry: ConntrackEntry): readonly string[] | undefined {
  return (
    entry.status && [
      ...entry.status.map((status) => status.toLowerCase().replace('_', '-')),
      ...(entry.snat ? ['snat'] : []),
      ...(entry.dnat ? ['dnat'] : []),
    ]
  );
}
