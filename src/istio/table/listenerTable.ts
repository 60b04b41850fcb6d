import { stringField } from '../../envoy/dump/field.js';
import { compareBytes } from '../../text/compareBytes.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeDestination } from './describeDestination.js';
import { describeFilterChainMatch } from './describeFilterChainMatch.js';
import { goSort } from './goSort.js';
import { equalFold } from './goText.js';
import { additionalAddresses, listenerAddress, listenerPort } from './listenerAddress.js';
import { filterChainsOf, isV2Listener, listenerType } from './listenerFilters.js';
import type { Table } from './Table.js';

/** `proxy-config listener`'s filters; empty texts and port 0 filter nothing. */
export interface ListenerFilter {
  /** An address of the listener, without port; case does not matter. */
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  /** TYPE; case does not matter. */
  readonly type?: string | undefined;
}

/** How `listenerTable` prints. */
export interface ListenerTableOptions {
  /** False: TYPE instead of MATCH and DESTINATION, one row a listener. */
  readonly verbose?: boolean | undefined;
  /** As in `proxy-config all`: a column `listener/NAME` first. */
  readonly withNames?: boolean | undefined;
}

/** Whether the listener passes the filter. */
export function matchesListenerFilter(listener: JsonObject, filter: ListenerFilter): boolean {
  const { address, port, type } = filter;
  const addresses = () => [listenerAddress(listener), ...additionalAddresses(listener)];
  if (address && !addresses().some((own) => equalFold(own, address))) return false;
  if (port && listenerPort(listener) !== port) return false;
  return !type || equalFold(listenerType(listener), type);
}

/** Sorts by port, address and TYPE, as `proxy-config listener`'s table is; `-o json` keeps the order of the dump. */
function sortListeners(listeners: readonly JsonObject[]): readonly JsonObject[] {
  const keyed = listeners.map((listener) => ({
    listener,
    port: listenerPort(listener),
    address: listenerAddress(listener),
    type: listenerType(listener),
  }));
  return goSort(keyed, (a, b) => {
    if (a.port !== b.port) return a.port < b.port;
    if (a.address !== b.address) return compareBytes(a.address, b.address) < 0;
    return a.type < b.type;
  }).map(({ listener }) => listener);
}

/**
 * `proxy-config listener`. Within a listener the rows are sorted by DESTINATION, last first.
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, PrintListenerSummary.
 *
 * @param listeners Filtered; sorted here.
 */
export function listenerTable(listeners: readonly JsonObject[], options: ListenerTableOptions = {}): Table {
  const { verbose = true, withNames = false } = options;
  const header = ['ADDRESSES', 'PORT', ...(verbose ? ['MATCH', 'DESTINATION'] : ['TYPE'])];
  const rows = sortListeners(listeners).flatMap((listener) => {
    const addresses = [listenerAddress(listener), ...additionalAddresses(listener)].join(',');
    const head = [addresses, String(listenerPort(listener))];
    const named = withNames ? [`listener/${stringField(listener, 'name') ?? ''}`, ...head] : head;
    return verbose ? chainCells(listener).map((cells) => [...named, ...cells]) : [[...named, listenerType(listener)]];
  });
  return { rows: [withNames ? ['NAME', ...header] : header, ...rows], padding: 1 };
}

function chainCells(listener: JsonObject): readonly (readonly string[])[] {
  const isV2 = isV2Listener(listener);
  const chains = filterChainsOf(listener).map((chain) => ({
    match: describeFilterChainMatch(chain),
    destination: describeDestination(chain, isV2),
  }));
  return goSort(chains, (a, b) => compareBytes(a.destination, b.destination) > 0).map((chain) => [
    chain.match,
    chain.destination,
  ]);
}
