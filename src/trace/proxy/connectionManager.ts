import { failureReply } from '../../envoy/cluster/failureReply.js';
import { normalizeRequest } from '../../envoy/http/normalizeRequest.js';
import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate, replyEnded } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { jsonEvidence } from './jsonEvidence.js';
import { answered } from './answered.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { routeRequest } from './routeRequest.js';
import { unmodelled } from './unmodelled.js';

/** `http_connection_manager`: the codec, normalisation, then routing and the HTTP filters. */
export function connectionManager(context: WalkContext, visit: ProxyVisit, hcm: HttpConnectionManager): WalkState {
  const { path } = context;
  const { content, proxy } = visit;
  path.add({
    kind: 'network_filter',
    outcome: 'matched',
    summary: `HTTP connection manager ${hcm.statPrefix}`,
    evidence: jsonEvidence(proxy, hcm.at),
  });
  const { http } = content;
  path.uses('protocol');
  if (http === undefined || content.tls !== undefined) return noHttp(context, visit, hcm);
  const { version } = proxy.config;
  const result = normalizeRequest(hcm, visit.connection, http, version, {
    tls: visit.tls,
    ...(visit.peer === undefined ? {} : { peer: visit.peer }),
  });
  path.add({
    kind: 'http_request',
    outcome:
      result.reply === undefined
        ? result.unknown === undefined
          ? result.effects.length > 0
            ? 'rewritten'
            : 'passed'
          : 'unknown'
        : 'answered',
    summary: requestLine(result.request),
    effects: result.effects,
    ...(result.unknown === undefined ? {} : { unknown: result.unknown }),
  });
  if (result.unknown !== undefined) return { kind: 'end', verdict: indeterminate(result.unknown) };
  // What makes a request one that no proxy routes may be in any part of its first lines.
  if (result.reply !== undefined) path.uses('method', ':authority', ':path');
  if (result.reply !== undefined)
    return answered(context, { hcm, delayMs: 0 }, result.reply, `${podLabel(visit.pod)} answers before routing`);
  unmodelled(context, visit, 'http_request', `HTTP connection manager ${hcm.statPrefix}`, hcm);
  return routeRequest(context, {
    visit,
    hcm,
    alpn: [],
    delayMs: 0,
    input: {
      request: result.request,
      connection: visit.connection,
      tls: visit.tls,
      remoteIp: result.remoteIp,
      internal: result.internal,
      dynamicMetadata: new Map(),
      filterState: new Map([...visit.filterState, ...result.filterState]),
      runtime: proxy.config.runtime,
      ...(visit.peer === undefined ? {} : { peer: visit.peer }),
      ...(version === undefined ? {} : { version }),
      ...(context.pins.now === undefined ? {} : { now: context.pins.now }),
    },
  });
}

/** Bytes that are no HTTP (or TLS that nobody takes off) reach the codec: 400, flag DPE. A silent client is waited for. */
function noHttp(context: WalkContext, visit: ProxyVisit, hcm: HttpConnectionManager): WalkState {
  const { path, journey } = context;
  if (visit.content.firstBytes === 'none' || visit.content.firstBytes === 'unknown') {
    const unknown = `what the client sends first to the HTTP connection manager ${hcm.statPrefix}`;
    path.add({ kind: 'http_request', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  const reply = failureReply('codec_error', { grpc: false, tcp: false });
  path.add({
    kind: 'http_request',
    outcome: 'answered',
    summary: `the codec refuses ${visit.content.firstBytes === 'tls' ? 'TLS' : 'bytes that are no HTTP'}`,
  });
  const sentence = `${podLabel(visit.pod)} expects HTTP there and gets something else.`;
  return replyEnded('ANSWERED_BY_PROXY', sentence, reply, journey.proxies);
}

/** `GET http://catalog:8080/items HTTP/1.1`. */
export function requestLine({ method, scheme, authority, path, protocol }: HttpRequest): string {
  return `${method} ${scheme}://${authority ?? ''}${path} ${protocol}`;
}
