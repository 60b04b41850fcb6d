import type { DownstreamConnection, InspectedConnection } from '../model/Connection.js';
import type { Listener, ListenerFilter } from '../model/Listener.js';
import { inspectHttp } from './inspectHttp.js';
import { inspectTls } from './inspectTls.js';
import type { ListenerFilterRun, ListenerFilterStep } from './ListenerFilterRun.js';
import { matchListenerFilterPredicate } from './matchListenerFilterPredicate.js';
import { readProxyHeader } from './readProxyHeader.js';
import { restoreDestination } from './restoreDestination.js';

/** What a single filter leaves behind. */
export interface FilterEffect {
  readonly connection: InspectedConnection;
  readonly outcome: ListenerFilterStep['outcome'];
  readonly summary: string;
}

/**
 * Runs a listener's filters in order (listener_manager/active_tcp_socket.cc `continueFilterChain`): what they restore and detect
 * stays on the socket. `before` is what an earlier listener's filters already found (kept over a hand-off, measured). A silent
 * client makes an inspector wait for `listener_filters_timeout`; then the connection goes on without the filters behind it, or
 * is dropped (`continue_on_listener_filters_timeout`, `onTimeout`).
 */
export function runListenerFilters(
  listener: Listener,
  connection: DownstreamConnection,
  before?: InspectedConnection,
): ListenerFilterRun {
  let current: InspectedConnection = before ?? uninspected(connection);
  const steps: ListenerFilterStep[] = [];
  for (const filter of filtersOf(listener)) {
    const disabled =
      filter.disabled === undefined ? 'no' : matchListenerFilterPredicate(filter.disabled, current.local.port);
    if (disabled === 'unknown') return unknownRun(current, steps, filter, 'its filter_disabled is not modelled');
    if (disabled === 'yes') {
      const because = [
        { name: 'filter_disabled', expected: 'not this port', got: String(current.local.port), truth: 'no' as const },
      ];
      steps.push({ filter, outcome: 'disabled', summary: 'disabled for this port', because });
      continue;
    }
    const effect = runFilter(filter, current);
    current = effect.connection;
    steps.push({ filter, outcome: effect.outcome, summary: effect.summary, because: [] });
    if (effect.outcome === 'unknown') return unknownRun(current, steps, filter, effect.summary);
    if (effect.outcome === 'refused') return { connection: inspected(current), steps, end: 'refused', delayMs: 0 };
    if (effect.outcome === 'waited') return waited(listener, current, steps);
  }
  return { connection: inspected(current), steps, end: 'continue', delayMs: 0 };
}

function waited(
  listener: Listener,
  connection: InspectedConnection,
  steps: readonly ListenerFilterStep[],
): ListenerFilterRun {
  const run = { connection: inspected(connection), steps, delayMs: listener.listenerFiltersTimeoutMs };
  if (run.delayMs > 0) return { ...run, end: listener.continueOnListenerFiltersTimeout ? 'continue' : 'timeout' };
  return { ...run, end: 'unknown', unknown: `listener ${listener.name} waits for the client for ever` };
}

/** A transport that nobody recognised is raw. */
function inspected(connection: InspectedConnection): InspectedConnection {
  const { transportProtocol } = connection;
  return { ...connection, transportProtocol: transportProtocol === '' ? 'raw_buffer' : transportProtocol };
}

/** `use_original_dst` adds the filter when it is not listed; it then runs last (measured). */
function filtersOf(listener: Listener): readonly ListenerFilter[] {
  const listed = listener.listenerFilters;
  if (!listener.useOriginalDst || listed.some(({ kind }) => kind === 'original_dst')) return listed;
  const implicit: ListenerFilter = {
    at: listener.at,
    name: 'use_original_dst',
    kind: 'original_dst',
    typeUrl: '',
    optional: false,
  };
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
      return readProxyHeader(filter, connection);
    case 'unsupported':
      return {
        connection,
        outcome: 'unknown',
        summary: `${filter.typeUrl === '' ? filter.name : filter.typeUrl} is not modelled`,
      };
  }
}

function unknownRun(
  connection: InspectedConnection,
  steps: readonly ListenerFilterStep[],
  filter: ListenerFilter,
  why: string,
): ListenerFilterRun {
  return {
    connection: inspected(connection),
    steps,
    end: 'unknown',
    unknown: `listener filter ${filter.name}: ${why}`,
    delayMs: 0,
  };
}
