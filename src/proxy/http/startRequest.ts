import { normalizeRequest } from '../../envoy/http/normalizeRequest.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { RequestContext } from '../../envoy/model/RequestContext.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import { fillUnknown } from './fillUnknown.js';
import { HttpRun } from './HttpRun.js';
import type { DownstreamStream } from './DownstreamStream.js';
import type { HcmPlan } from './HcmPlan.js';
import { limitReply } from './limitReply.js';
import { newRecord } from './newRecord.js';
import { routeOfRefused, routeRequest } from './routeRequest.js';
import { sendReply } from './sendReply.js';
import { undecidedReply } from './undecidedReply.js';

const NO_METADATA: RequestContext['dynamicMetadata'] = new Map();

/** A request has arrived: checked and normalised, then routed. `last`: the connection ends with its answer. */
export function startRequest(
  plan: HcmPlan,
  client: ClientConnection,
  downstream: DownstreamStream,
  last = false,
): void {
  const { hcm, stats, core } = plan;
  const request = withoutExpect(plan, downstream.request);
  const record = newRecord(client, 'http');
  record.protocol = request.protocol;
  record.request = request;
  record.requestHeaderBytes = downstream.headerBytes;
  if (downstream.endStream) record.requestReceivedAt = record.startedAt;
  stats.rqTotal.add(1);
  stats.rqActive.add(1);
  (request.protocol === 'HTTP/2' ? stats.rqHttp2 : stats.rqHttp1).add(1);
  const { version, runtime } = core.config;
  const run = new HttpRun(plan, client, downstream, record, firstContext(client, request, runtime, version));
  run.last = last;
  const limited = limitReply(plan, downstream);
  if (limited !== undefined) {
    refuse(run, limited);
    return;
  }
  const tlsState = { tls: client.tls, ...(client.peer === undefined ? {} : { peer: client.peer }) };
  const normalized = normalizeRequest(hcm, client.inspected, request, version, tlsState, true);
  const { remoteIp, internal, reply, unknown } = normalized;
  const port = remoteIp === client.inspected.source.ip ? client.inspected.source.port : 0;
  record.downstreamRemoteAddress = { ip: remoteIp, port };
  const known = reply === undefined ? fillUnknown(plan, client, normalized.request) : normalized.request;
  record.request = known;
  const { filterState: set } = normalized;
  const filterState = set.size === 0 ? client.filterState : new Map([...client.filterState, ...set]);
  run.context = { ...run.context, request: known, remoteIp, internal, filterState };
  if (reply !== undefined) refuse(run, reply);
  else if (unknown !== undefined) sendReply(run, undecidedReply(run, unknown));
  else routeRequest(run);
}

/**
 * What is answered before routing: HTTP/1 connections end with a 400, and with all that the codec refuses (flag DPE), of which nothing is
 * known but the answer (source/common/http/conn_manager_impl.cc, sendLocalReply; http1/codec_impl.cc, sendProtocolError; measured).
 */
function refuse(run: HttpRun, reply: LocalReply): void {
  const { record } = run;
  if (reply.flags !== 'DPE') routeOfRefused(run);
  if (run.downstream.request.protocol === 'HTTP/2') {
    sendReply(run, reply);
    return;
  }
  const codec = reply.flags === 'DPE';
  if (codec || reply.status === 400) run.last = true;
  if (codec) {
    run.client.end.flag = 'DPE';
    delete record.request;
    record.protocol = 'HTTP/1.1';
  }
  const length = [
    { name: 'content-length', value: String(Buffer.byteLength(reply.body)) },
    { name: 'content-type', value: 'text/plain' },
  ];
  sendReply(run, codec ? { ...reply, headers: length } : reply);
}

/** The codec has answered it (source/common/http/conn_manager_impl.cc, decodeHeaders). */
function withoutExpect({ settings }: HcmPlan, request: HttpRequest): HttpRequest {
  if (settings.proxies100Continue || !request.headers.some(({ name }) => name === 'expect')) return request;
  const headers = request.headers.filter(
    ({ name, value }) => name !== 'expect' || value.toLowerCase() !== '100-continue',
  );
  return { ...request, headers };
}

function firstContext(
  client: ClientConnection,
  request: RequestContext['request'],
  runtime: RequestContext['runtime'],
  version: string | undefined,
): RequestContext {
  return {
    request,
    connection: client.inspected,
    tls: client.tls,
    remoteIp: client.inspected.source.ip,
    internal: false,
    dynamicMetadata: NO_METADATA,
    filterState: client.filterState,
    runtime,
    now: Date.now() / 1000,
    ...(client.peer === undefined ? {} : { peer: client.peer }),
    ...(version === undefined ? {} : { version }),
  };
}
