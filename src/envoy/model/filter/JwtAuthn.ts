import type { RouteMatch } from '../Route.js';

/** `jwt_authn.v3.JwtAuthentication`. */
export interface JwtAuthn {
  readonly kind: 'jwt_authn';
  readonly at: string;
  readonly providers: ReadonlyMap<string, JwtProvider>;
  readonly rules: readonly JwtRule[];
  /** `requirement_map`. */
  readonly requirements: ReadonlyMap<string, JwtRequirement>;
  readonly bypassCorsPreflight: boolean;
  readonly stripFailureResponse: boolean;
  readonly unsupported: readonly string[];
}

/** `RequirementRule`: the first that matches a request says what it must bring; `requirement` is of `requirement_map` where it is a name. */
export interface JwtRule {
  readonly at: string;
  /** Of `match` only path, headers and query count. */
  readonly match: Pick<RouteMatch, 'path' | 'caseSensitive' | 'headers' | 'queryParameters' | 'at'>;
  readonly requirement: JwtRequirement | string;
}

/** `JwtRequirement`. */
export type JwtRequirement = { readonly at: string } & (
  | { readonly kind: 'provider'; readonly name: string; readonly audiences: readonly string[] }
  | { readonly kind: 'requires_any' | 'requires_all'; readonly requirements: readonly JwtRequirement[] }
  | { readonly kind: 'allow_missing' | 'allow_missing_or_failed' | 'nothing' }
  | { readonly kind: 'unsupported'; readonly field: string }
);

/** `JwtProvider`: whose tokens are taken, where they are looked for, and what is made of a good one. */
export interface JwtProvider {
  readonly at: string;
  /** '' takes any. */
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly jwks: JwtKeys;
  readonly clockSkewSeconds: number;
  readonly forward: boolean;
  readonly fromHeaders: readonly { readonly name: string; readonly valuePrefix: string }[];
  readonly fromParams: readonly string[];
  readonly fromCookies: readonly string[];
  readonly forwardPayloadHeader: string;
  readonly padForwardPayloadHeader: boolean;
  readonly claimToHeaders: readonly { readonly header: string; readonly claim: string }[];
  readonly payloadInMetadata: string;
  readonly headerInMetadata: string;
  readonly spaceDelimitedClaims: readonly string[];
  readonly clearRouteCache: boolean;
  /** Set fields that may refuse a token and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** Where the keys are: in the configuration itself, or where only the proxy looks (`remote_jwks`, of a cluster; a file). */
export type JwtKeys =
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'elsewhere'; readonly field: string; readonly cluster?: string };

/** `jwt_authn.v3.PerRouteConfig`; `requirementName` undefined: nothing is asked for. */
export interface JwtRouteRequirement {
  readonly kind: 'jwt_authn';
  readonly at: string;
  readonly requirementName: string | undefined;
}
