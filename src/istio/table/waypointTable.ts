import { objectField, stringField } from '../../envoy/dump/field.js';
import { compareBytes } from '../../text/compareBytes.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeChainMatcher } from './describeChainMatcher.js';
import { describeDestination } from './describeDestination.js';
import { goSort } from './goSort.js';
import { listenerAddress, listenerPort } from './listenerAddress.js';
import { filterChainsOf, isV2Listener, listenerType } from './listenerFilters.js';
import type { Table } from './Table.js';

/**
 * `proxy-config listener --waypoint`, a view that istioctl hides: every chain by name, with the paths of the listener's
 * matcher tree that lead to it.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, PrintRemoteListenerSummary.
 */
export function waypointTable(listeners: readonly JsonObject[]): Table {
  const rows = sortListeners(listeners).flatMap((listener) => {
    const chains = filterChainsOf(listener);
    const shownName = shownListenerName(listener, chains);
    return chains.flatMap((chain) => {
      const destination = describeDestination(chain, isV2Listener(listener));
      return describeChainMatcher(listener, chain).map((match) => [shownName, nameOf(chain), match, destination]);
    });
  });
  return { rows: [['LISTENER', 'CHAIN', 'MATCH', 'DESTINATION'], ...rows], padding: 1 };
}

function nameOf(message: JsonObject): string {
  return stringField(message, 'name') ?? '';
}

function isInternal(listener: JsonObject): boolean {
  return objectField(listener, 'internal_listener') !== undefined;
}

/** `internal` where the only chain says the listener's name already. */
function shownListenerName(listener: JsonObject, chains: readonly JsonObject[]): string {
  const name = `envoy://${nameOf(listener)}`;
  const [chain] = chains;
  return isInternal(listener) && chains.length === 1 && chain && nameOf(chain) === name ? 'internal' : name;
}

function sortListeners(listeners: readonly JsonObject[]): readonly JsonObject[] {
  return goSort(listeners, (a, b) => {
    if (isInternal(a) && isInternal(b)) return compareBytes(nameOf(a), nameOf(b)) < 0;
    const ports = listenerPort(a) - listenerPort(b);
    if (ports !== 0) return ports < 0;
    const addresses = compareBytes(listenerAddress(a), listenerAddress(b));
    if (addresses !== 0) return addresses < 0;
    return listenerType(a) < listenerType(b);
  });
}
