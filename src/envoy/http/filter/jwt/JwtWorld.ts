import type { Truth } from '../../../../logic/Truth.js';
import type { JwtProvider } from '../../../model/filter/JwtAuthn.js';

/** What tokens are held to. */
export interface JwtWorld {
  /** The providers of the filter, by name. */
  readonly providers: ReadonlyMap<string, JwtProvider>;
  /** Seconds since 1970; undefined: not known. */
  readonly now: number | undefined;
  readonly hasCluster: (name: string) => Truth;
}
