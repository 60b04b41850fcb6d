import type { Effect } from '../../../../logic/Decision.js';
import type { JsonObject, JsonValue } from '../../../../text/json/JsonValue.js';
import type { JwtProvider } from '../../../model/filter/JwtAuthn.js';
import type { HttpRequest } from '../../../model/HttpRequest.js';
import { unknownValue } from '../../../string/unknownValue.js';
import { decodedQuery } from '../../decodedQuery.js';
import { withoutHeader } from '../../headers.js';
import { splitPath } from '../../splitPath.js';
import type { FoundToken } from './extractTokens.js';
import type { Jwt } from './parseJwt.js';

/** One request on its way through the filter: what good tokens have made of it so far. */
export class JwtRun {
  request: HttpRequest;
  clearsRoute = false;
  readonly effects: Effect[] = [];
  /** Of the namespace `envoy.filters.http.jwt_authn`. */
  readonly metadata: Record<string, JsonValue> = {};
  /** Whose keys were taken to have signed a token, as only the proxy has them. */
  readonly unproven: string[] = [];

  constructor(request: HttpRequest) {
    this.request = request;
  }

  /** Takes away headers that only this filter may set (extractor.cc, sanitizeHeaders). */
  sanitise({ forwardPayloadHeader, claimToHeaders }: JwtProvider): void {
    for (const name of [forwardPayloadHeader, ...claimToHeaders.map(({ header }) => header)]) this.#remove(name);
  }

  /** What a good token leaves behind (authenticator.cc, handleGoodJwt). */
  accept({ payloadText, payload, header }: Jwt, provider: JwtProvider, { from }: FoundToken): void {
    const { forwardPayloadHeader, padForwardPayloadHeader, claimToHeaders, payloadInMetadata } = provider;
    const padding = padForwardPayloadHeader ? '='.repeat((4 - (payloadText.length % 4)) % 4) : '';
    if (forwardPayloadHeader !== '') this.#add(forwardPayloadHeader, `${payloadText}${padding}`);
    let claimed = false;
    for (const { header: name, claim } of claimToHeaders) {
      const text = claimText(claimAt(payload, claim));
      if (text === '') continue;
      this.#add(name, text);
      claimed = true;
    }
    if (!provider.forward && from.kind === 'header') this.#remove(from.name);
    if (!provider.forward && from.kind === 'param') this.#removeParameter(from.name);
    if (provider.headerInMetadata !== '') this.metadata[provider.headerInMetadata] = header;
    if (payloadInMetadata !== '') this.metadata[payloadInMetadata] = normalised(payload, provider.spaceDelimitedClaims);
    if (provider.clearRouteCache && (claimed || payloadInMetadata !== '')) this.clearsRoute = true;
  }

  #add(name: string, value: string): void {
    this.request = { ...this.request, headers: [...this.request.headers, { name, value }] };
    this.effects.push({ what: name, to: value });
  }

  #remove(name: string): void {
    const gone = this.request.headers.filter((header) => header.name === name);
    if (gone.length === 0) return;
    this.request = { ...this.request, headers: withoutHeader(this.request.headers, name) };
    this.effects.push({ what: name, from: gone.map(({ value }) => value).join(', '), to: '' });
  }

  /** The query is written anew, sorted by name. */
  #removeParameter(name: string): void {
    const before = this.request.path;
    const rest = [...decodedQuery(before)].filter(([key]) => key !== name).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const query = rest.flatMap(([key, values]) => values.map((value) => `${key}=${value}`)).join('&');
    const path = `${splitPath(before).path}${query === '' ? '' : `?${query}`}`;
    this.request = { ...this.request, path };
    this.effects.push({ what: ':path', from: before, to: path });
  }
}

/** A claim by its path, `a.b` (source/common/jwt/struct_utils.cc, GetValue). */
function claimAt(payload: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = payload;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

/** A claim as a header's value: whole numbers without a point; lists and objects in a JSON that is Envoy's own. */
function claimText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number')
    return value >= 0 && Number.isInteger(value) && value < 2 ** 64 ? String(BigInt(value)) : value.toFixed(6);
  return value === undefined || value === null ? '' : unknownValue('claim');
}

/** `normalize_payload_in_metadata`. */
function normalised(payload: JsonObject, claims: readonly string[]): JsonObject {
  const lists = claims.flatMap((claim) => {
    const value = payload[claim];
    const words = typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : [];
    return words.length === 0 ? [] : [[claim, words] as const];
  });
  return { ...payload, ...Object.fromEntries(lists) };
}
