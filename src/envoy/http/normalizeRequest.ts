import type { Effect } from '../../logic/Decision.js';
import { lazy } from '../../logic/lazy.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { InspectedConnection, PeerCertificate } from '../model/Connection.js';
import type { HttpConnectionManager } from '../model/HttpConnectionManager.js';
import type { Header, HttpRequest } from '../model/HttpRequest.js';
import type { LocalReply } from '../model/LocalReply.js';
import { ORIGINAL_CONNECT_PORT } from './authorityPort.js';
import { headerEffects } from './headerEffects.js';
import { joinCookies } from './joinCookies.js';
import { joinInlineHeaders } from './joinInlineHeaders.js';
import { localReply } from './localReply.js';
import { codecError } from './normalize/codecError.js';
import { dropNominated } from './normalize/dropNominated.js';
import { httpsUrlOnPlaintext } from './normalize/httpsUrlOnPlaintext.js';
import { mutateRequestHeaders } from './normalize/mutateRequestHeaders.js';
import { normalizeHost } from './normalize/normalizeHost.js';
import { normalizePath } from './normalize/normalizePath.js';
import { remoteAddress } from './normalize/remoteAddress.js';
import { splitAbsoluteUrl } from './normalize/splitAbsoluteUrl.js';
import { unknownMethod } from './normalize/unknownMethod.js';

/** A request as routing sees it, or the early answer to it. */
export interface NormalizedRequest {
  readonly request: HttpRequest;
  readonly remoteIp: IpAddress;
  /** Whether it counts as internal; false also when that is not known (then `x-envoy-internal` has an unknown value). */
  readonly internal: boolean;
  readonly effects: readonly Effect[];
  /** Filter state that the connection manager sets (the port of a CONNECT whose authority lost it). */
  readonly filterState: ReadonlyMap<string, string>;
  /** The answer, when the request does not get as far as routing. */
  readonly reply?: LocalReply;
  /** What is not known, when the path to route by depends on it. */
  readonly unknown?: string;
}

/** How TLS ended at this listener. */
export interface DownstreamTlsState {
  readonly tls: boolean;
  readonly peer?: PeerCertificate;
}

/**
 * From the client's request to the one that is routed (source/common/http/conn_manager_impl.cc, ActiveStream::decodeHeaders): codec
 * checks, missing host and path, path and host normalisation, then the connection manager's own headers. `tlsState` is TLS as
 * terminated here; by default what the connection says the client does. `limitsKept`: the caller holds limits on headers himself.
 */
export function normalizeRequest(
  hcm: HttpConnectionManager,
  connection: InspectedConnection,
  request: HttpRequest,
  version: string | undefined,
  tlsState: DownstreamTlsState = defaultTlsState(connection),
  limitsKept = false,
): NormalizedRequest {
  const trimmed = joinCookies(withTrimmedValues(request));
  const kept = dropNominated(trimmed);
  const ours = 'details' in kept ? trimmed : kept;
  const joined = joinInlineHeaders(ours.headers);
  const held = joined === ours.headers ? ours : { ...ours, headers: joined };
  const remote = remoteAddress(hcm, held, connection.source.ip, version);
  const internal = remote.internal === 'yes';
  const base = { remoteIp: remote.remoteIp, internal, effects: [], filterState: new Map<string, string>() };
  const refused =
    unknownMethod(hcm, trimmed) ??
    httpsUrlOnPlaintext(hcm, trimmed, tlsState.tls) ??
    codecError(hcm, trimmed, limitsKept) ??
    ('details' in kept ? kept : undefined);
  if (refused) return { ...base, request: trimmed, ...('unknown' in refused ? refused : { reply: refused }) };
  const split = splitAbsoluteUrl(held, hcm.allowAbsoluteUrl);
  const decoded = withDefaultHost(split, hcm);
  const early = earlyReply(decoded);
  if (early) return { ...base, request: decoded, reply: early };
  const path = decoded.path === '' ? ({ kind: 'path', path: '' } as const) : normalizePath(hcm, decoded, version);
  if (path.kind === 'reply') return { ...base, request: decoded, reply: path.reply };
  if (path.kind === 'unknown') return { ...base, request: decoded, unknown: path.unknown };
  const { authority, port } = normalizeHost(hcm, decoded.authority ?? '', connection.local.port);
  const routed = { ...decoded, path: path.path, authority };
  const headers = mutateRequestHeaders(hcm, routed, { connection, version, ...tlsState, ...remote });
  const result = {
    ...routed,
    headers,
    scheme: split === held ? schemeOf(decoded, headers, tlsState.tls) : split.scheme,
  };
  const connectPort =
    request.method === 'CONNECT' && port !== undefined ? [[ORIGINAL_CONNECT_PORT, port] as const] : [];
  const effects = lazy(() => effectsOf(request, result));
  return {
    ...base,
    request: result,
    get effects() {
      return effects();
    },
    filterState: new Map(connectPort),
  };
}

function withTrimmedValues(request: HttpRequest): HttpRequest {
  if (request.headers.every(({ value }) => value === value.trim())) return request;
  return { ...request, headers: request.headers.map(({ name, value }) => ({ name, value: value.trim() })) };
}

function defaultTlsState({ tls }: InspectedConnection): DownstreamTlsState {
  return { tls: tls !== undefined, ...(tls?.certificate ? { peer: tls.certificate } : {}) };
}

/**
 * `:scheme`: HTTP/2 brings it, an absolute URL too, else x-forwarded-proto says it where it is http or https, else TLS does
 * (source/common/http/conn_manager_utility.cc, getScheme; measured).
 */
function schemeOf(request: HttpRequest, headers: readonly Header[], tls: boolean): string {
  if (request.protocol === 'HTTP/2') return request.scheme;
  const proto = headers.find(({ name }) => name === 'x-forwarded-proto')?.value.toLowerCase();
  if (proto === 'http' || proto === 'https') return proto;
  return tls ? 'https' : 'http';
}

function withDefaultHost(request: HttpRequest, { defaultHostForHttp10 }: HttpConnectionManager): HttpRequest {
  const missing = request.authority === undefined && request.protocol === 'HTTP/1.0' && defaultHostForHttp10 !== '';
  return missing ? { ...request, authority: defaultHostForHttp10 } : request;
}

function earlyReply(request: HttpRequest): LocalReply | undefined {
  if (request.authority === undefined) return localReply({ status: 400, details: 'missing_host_header' }, request);
  if (request.method === 'CONNECT') return undefined;
  if (request.path === '') return localReply({ status: 404, details: 'missing_path_rejected' }, request);
  if (!request.path.startsWith('/')) return localReply({ status: 404, details: 'absolute_path_rejected' }, request);
  return undefined;
}

function effectsOf(before: HttpRequest, after: HttpRequest): readonly Effect[] {
  const effects: Effect[] = [];
  if (before.path !== after.path) effects.push({ what: ':path', from: before.path, to: after.path });
  if (before.authority !== after.authority) {
    effects.push({
      what: ':authority',
      ...(before.authority === undefined ? {} : { from: before.authority }),
      to: after.authority ?? '',
    });
  }
  return [...effects, ...headerEffects(before.headers, after.headers)];
}
