import type { DownstreamConnection, InspectedConnection } from '../model/Connection.js';
import type { Listener, ListenerFilter } from '../model/Listener.js';
import { inspectHttp } from './inspectHttp.js';
import { inspectTls } from './inspectTls.js';
import type { ListenerFilterRun, ListenerFilterStep } from './ListenerFilterRun.js';
import { matchListenerFilterPredicate } from './matchListenerFilterPredicate.js';
import { restoreDestination } from './restoreDestination.js';

/** What a single filter leaves behind. */
export interface FilterEffect {
  readonly connection: InspectedConnection;
  readonly outcome: ListenerFilterStep['outcome'];
  readonly summary: string;
}

/**
 * Runs a listener's filters in order (network/listener_filter...): what they restore and detect stays on the socket.
 * `before` is what an earlier listener's filters already found (kept over a hand-off, measured). A silent client makes
 * inspectors wait for `listener_filters_timeout`; then `continue_on_listener_filters_timeout` decides.
 */
export function runListenerFilters(
  listener: Listener,
  connection: DownstreamConnection,
  before?: InspectedConnection,
): ListenerFilterRun {
  let current: InspectedConnection = before ?? uninspected(connection);
  const steps: ListenerFilterStep[] = [];
  let waits = false;
  for (const filter of filtersOf(listener)) {
    const disabled = filter.disabled === undefined ? 'no' : matchListenerFilterPredicate(filter.disabled, current.local.port);
    if (disabled === 'unknown') return unknownRun(current, steps, filter, 'its filter_disabled is not modelled');
    if (disabled === 'yes') {
      const because = [{ name: 'filter_disabled', expected: 'not this port', got: String(current.local.port), truth: 'no' as const }];
      steps.push({ filter, outcome: 'disabled', summary: 'disabled for this port', because });
      continue;
    }
    const effect = runFilter(filter, current);
    current = effect.connection;
    steps.push({ filter, outcome: effect.outcome, summary: effect.summary, because: [] });
    if (effect.outcome === 'unknown') return unknownRun(current, steps, filter, effect.summary);
    if (effect.outcome === 'waited') waits = true;
  }
  current = { ...current, transportProtocol: current.transportProtocol === '' ? 'raw_buffer' : current.transportProtocol };
  if (!waits) return { connection: current, steps, end: 'continue', delayMs: 0 };
  const timeout = listener.listenerFiltersTimeoutMs;
  const end = timeout > 0 && !listener.continueOnListenerFiltersTimeout ? 'timeout' : 'continue';
  if (timeout === 0) return { connection: current, steps, end: 'unknown', unknown: `listener ${listener.name} waits for the client for ever`, delayMs: 0 };
  return { connection: current, steps, end, delayMs: timeout };
}

/** `use_original_dst` adds the filter when it is not listed; it then runs last (measured). */
function filtersOf(listener: Listener): readonly ListenerFilter[] {
  const listed = listener.listenerFilters;
  if (!listener.useOriginalDst || listed.some(({ kind }) => kind === 'original_dst')) return listed;
  const implicit: ListenerFilter = { at: listener.at, name: 'use_original_dst', kind: 'original_dst', typeUrl: '', optional: false };
  return [...listed, implicit];
}

function uninspected(connection: DownstreamConnection): InspectedConnection {
  return {
    ...connection,
    local: connection.accepted,
    restored: false,
    transportProtocol: '',
    serverName: '',
    applicationProtocols: [],
  };
}

function runFilter(filter: ListenerFilter, connection: InspectedConnection): FilterEffect {
  switch (filter.kind) {
    case 'original_dst':
      return restoreDestination(connection);
    case 'tls_inspector':
      return inspectTls(connection);
    case 'http_inspector':
      return inspectHttp(connection);
    case 'original_src':
      return { connection, outcome: 'passed', summary: 'upstream connections keep the client address' };
    case 'proxy_protocol':
      if (filter.optional) return { connection, outcome: 'passed', summary: 'no PROXY header is sent' };
      return { connection, outcome: 'unknown', summary: 'it needs a PROXY header, which the request does not describe' };
    case 'unsupported':
      return { connection, outcome: 'unknown', summary: `${filter.typeUrl === '' ? filter.name : filter.typeUrl} is not modelled` };
  }
}

function unknownRun(
  connection: InspectedConnection,
  steps: readonly ListenerFilterStep[],
  filter: ListenerFilter,
  why: string,
): ListenerFilterRun {
  return { connection, steps, end: 'unknown', unknown: `listener filter ${filter.name}: ${why}`, delayMs: 0 };
}
