import type { Truth } from './Truth.js';

/**
 * One comparison that a matcher made, told so that a person can check it: "destination_port: expected 80, got 8080".
 * Texts are raw (not escaped for a terminal); renderers escape.
 */
export interface Criterion {
  /** The field's own name in Envoy's API or iptables-extensions(8), e.g. `server_names`, `--uid-owner`. */
  readonly name: string;
  /** What the configuration asks for. */
  readonly expected: string;
  /** What the packet, connection or request has. */
  readonly got: string;
  readonly truth: Truth;
  /** Why the truth is `unknown`, or what surprised ("a missing header never matches, even inverted"). */
  readonly note?: string;
}
