import type { JwtProvider } from '../../../model/filter/JwtAuthn.js';
import type { HttpRequest } from '../../../model/HttpRequest.js';
import { cookieValue } from '../../cookieValue.js';
import { headerValues } from '../../headers.js';
import { decodedQuery } from '../../decodedQuery.js';

/** A token that was found, where, and the issuers whose tokens may stand there ('' takes any). */
export interface FoundToken {
  readonly token: string;
  readonly issuers: ReadonlySet<string>;
  readonly from: { readonly kind: 'header' | 'param' | 'cookie'; readonly name: string };
}

const DEFAULTS: Pick<JwtProvider, 'fromHeaders' | 'fromParams' | 'fromCookies'> = {
  fromHeaders: [{ name: 'authorization', valuePrefix: 'Bearer ' }],
  fromParams: ['access_token'],
  fromCookies: [],
};

/**
 * The tokens of a request that some of `providers` look for (source/extensions/filters/http/jwt_authn/extractor.cc): headers by name and
 * prefix, query parameters, cookies, each in the order of their names; by default `Authorization: Bearer` and `access_token`.
 */
export function extractTokens(providers: readonly JwtProvider[], request: HttpRequest): readonly FoundToken[] {
  const headers = new Map<string, { readonly name: string; readonly prefix: string; readonly issuers: Set<string> }>();
  const params = new Map<string, Set<string>>();
  const cookies = new Map<string, Set<string>>();
  for (const provider of providers) {
    const { issuer, fromHeaders, fromParams, fromCookies } = provider;
    const says = fromHeaders.length + fromParams.length + fromCookies.length > 0;
    const places = says ? provider : DEFAULTS;
    for (const { name, valuePrefix: prefix } of places.fromHeaders) {
      const key = `${name}${prefix}`;
      const known = headers.get(key) ?? { name, prefix, issuers: new Set<string>() };
      headers.set(key, { ...known, issuers: known.issuers.add(issuer) });
    }
    for (const name of places.fromParams) params.set(name, (params.get(name) ?? new Set<string>()).add(issuer));
    for (const name of places.fromCookies) cookies.set(name, (cookies.get(name) ?? new Set<string>()).add(issuer));
  }
  const query = decodedQuery(request.path);
  return [
    ...byName(headers).flatMap(([, { name, prefix, issuers }]) =>
      headerValues(request, name).flatMap((value): FoundToken[] => {
        const token = tokenBehind(value, prefix);
        return token === undefined ? [] : [{ token, issuers, from: { kind: 'header', name } }];
      }),
    ),
    ...byName(params).flatMap(([name, issuers]): FoundToken[] => {
      const token = query.get(name)?.[0];
      return token === undefined ? [] : [{ token, issuers, from: { kind: 'param', name } }];
    }),
    ...byName(cookies).flatMap(([name, issuers]): FoundToken[] => {
      const token = cookieValue(request, name);
      return token === undefined ? [] : [{ token, issuers, from: { kind: 'cookie', name } }];
    }),
  ];
}

/** What is behind the prefix, wherever that stands, from the first character that a token may have. */
function tokenBehind(value: string, prefix: string): string | undefined {
  if (prefix === '') return value;
  const at = value.indexOf(prefix);
  if (at < 0) return undefined;
  const rest = value.slice(at + prefix.length);
  const starts = rest.search(/[A-Za-z0-9_.-]/);
  return starts < 0 ? value : rest.slice(starts);
}

function byName<T>(places: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...places].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
