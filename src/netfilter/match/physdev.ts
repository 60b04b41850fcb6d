import type { Negatable } from '../model/Negatable.js';

/** `-m physdev`: the bridge port of a bridged packet. */
export interface PhysdevMatch {
  readonly kind: 'physdev';
  readonly in?: Negatable<string>;
  readonly out?: Negatable<string>;
  readonly isIn?: { readonly not: boolean };
  readonly isOut?: { readonly not: boolean };
  readonly isBridged?: { readonly not: boolean };
}
