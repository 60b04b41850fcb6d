import type { DumpEntry } from '../../envoy/dump/ConfigDump.js';
import { objectField, objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeDestination } from '../table/describeDestination.js';
import { additionalAddresses, listenerAddress, listenerPort } from '../table/listenerAddress.js';
import { filterChainsOf, isV2Listener, listenerType } from '../table/listenerFilters.js';
import { describeWholeMatch } from './describeWholeMatch.js';
import { orDash, type WideTable } from './WideTable.js';

/** Every listener and chain in the order of the dump, with all criteria and all filters. */
export function wideListeners(entries: readonly DumpEntry[]): WideTable {
  return {
    head: ['NAME', 'STATE', 'ADDRESSES', 'PORT', 'TYPE', 'CHAIN', 'MATCH', 'FILTERS', 'DESTINATION', 'UPDATED'],
    rows: entries.flatMap((entry) => listenerRows(entry)),
  };
}

function listenerRows({ name, state, resource, lastUpdated, details }: DumpEntry): readonly (readonly string[])[] {
  const addresses = [listenerAddress(resource), ...additionalAddresses(resource)].join(',');
  const head = [orDash(name), state, orDash(addresses), String(listenerPort(resource)), listenerType(resource)];
  const chains = filterChainsOf(resource);
  if (chains.length === 0) return [[...head, '-', '-', '-', orDash(details), orDash(lastUpdated)]];
  return chains.map((chain, index) => [
    ...head,
    chainLabel(resource, chain, index),
    describeWholeMatch(chain),
    orDash(filterNames(chain).join(',')),
    details ?? describeDestination(chain, isV2Listener(resource)),
    orDash(lastUpdated),
  ]);
}

function chainLabel(listener: JsonObject, chain: JsonObject, index: number): string {
  const isDefault = chain === objectField(listener, 'default_filter_chain');
  return stringField(chain, 'name') ?? (isDefault ? 'default' : `#${index}`);
}

/** The network filters; behind an HTTP connection manager its HTTP filters in brackets. */
function filterNames(chain: JsonObject): readonly string[] {
  return objectsField(chain, 'filters').map((filter) => {
    const name = shortName(stringField(filter, 'name') ?? '');
    const config = objectField(filter, 'typed_config') ?? objectField(filter, 'config');
    const http = objectsField(config, 'http_filters').map((each) => shortName(stringField(each, 'name') ?? ''));
    return http.length > 0 ? `${name}[${http.join(',')}]` : name;
  });
}

function shortName(name: string): string {
  return name.replace(/^envoy\.(?:filters\.(?:network|http)\.)?/, '');
}
