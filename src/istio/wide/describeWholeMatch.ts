import { arrayField, field, numberField, objectField, objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { enumName } from '../table/enumName.js';
import { describeFilterChainMatch } from '../table/describeFilterChainMatch.js';

const SOURCE_TYPES = ['ANY', 'SAME_IP_OR_LOOPBACK', 'EXTERNAL'];

/** MATCH with what istioctl leaves out: source type, addresses and ports, directly connected peers. */
export function describeWholeMatch(chain: JsonObject): string {
  const match = objectField(chain, 'filter_chain_match');
  const sourceType = enumName(field(match, 'source_type'), SOURCE_TYPES);
  const ports = arrayField(match, 'source_ports').map(String);
  const more = [
    sourceType === 'ANY' ? '' : `SourceType: ${sourceType}`,
    ranges(match, 'source_prefix_ranges', 'Source'),
    ranges(match, 'direct_source_prefix_ranges', 'DirectSource'),
    ports.length > 0 ? `SourcePorts: ${ports.join(',')}` : '',
    field(match, 'address_suffix') === undefined ? '' : `AddressSuffix: ${stringField(match, 'address_suffix') ?? ''}`,
  ].filter((part) => part !== '');
  const known = describeFilterChainMatch(chain);
  return known === 'ALL' && more.length > 0 ? more.join('; ') : [known, ...more].join('; ');
}

function ranges(match: JsonObject | undefined, name: string, label: string): string {
  const list = objectsField(match, name).map(
    (range) => `${stringField(range, 'address_prefix') ?? ''}/${numberField(range, 'prefix_len') ?? 0}`,
  );
  return list.length > 0 ? `${label}: ${list.join(',')}` : '';
}
