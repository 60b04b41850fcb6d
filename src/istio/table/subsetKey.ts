import { goAtoi } from './goText.js';

/** The parts of Istio's name for a cluster, `DIRECTION|PORT|SUBSET|HOST`; parts that are missing are empty, or port 0. */
export interface SubsetKey {
  readonly direction: string;
  readonly port: number;
  readonly subset: string;
  readonly host: string;
}

/** Whether istioctl reads `name` as a subset key: at least three bars. */
export function isSubsetKey(name: string): boolean {
  let bars = 0;
  for (let at = name.indexOf('|'); at >= 0 && bars < 3; at = name.indexOf('|', at + 1)) bars++;
  return bars === 3;
}

/**
 * Takes a subset key apart. With more than four parts the host stays empty; names in DNS SRV form (`outbound_.80_._.host`)
 * are cut at `_.` instead. Source: pilot/pkg/model/service.go, ParseSubsetKey.
 */
export function parseSubsetKey(key: string): SubsetKey {
  const separator = key.startsWith('outbound_') || key.startsWith('inbound_') ? '_.' : '|';
  const parts = key.split(separator);
  const [direction = '', port = '', subset = '', host = ''] = parts;
  return {
    direction: parts.length > 1 ? direction : '',
    port: parts.length > 2 ? (goAtoi(port) ?? 0) : 0,
    subset: parts.length > 3 ? subset : '',
    host: parts.length === 4 ? host : '',
  };
}
