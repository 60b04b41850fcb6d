import { cidrContains, makeCidr, parseCidr, type Cidr } from '../../../net/Cidr.js';
import { parseIp, type IpAddress } from '../../../net/IpAddress.js';
import { not, truthOf, type Truth } from '../../../logic/Truth.js';
import { isJsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import { field, numberField, objectField, objectsField, stringField } from '../../dump/field.js';
import type { Unparsed } from '../../model/Unparsed.js';
import { atLeast } from '../../version.js';

/** Network::Utility::isInternalAddress (measured): of loopback only these two. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.1/32', 'fd00::/8', '::1/128'];

/**
 * `internal_address_config` (source/common/http/conn_manager_config.h, InternalAddressConfig): with it, its `cidr_ranges`, or where
 * it has none private and loopback addresses; without it nothing since 1.33, private and loopback addresses before.
 */
export function isInternalAddress(config: Unparsed | undefined, ip: IpAddress, version: string | undefined): Truth {
  const ranges = config === undefined ? [] : rangesOf(config.value);
  if (ranges.length > 0) return truthOf(ranges.some((cidr) => cidrContains(cidr, ip)));
  const isPrivate = PRIVATE.some((text) => {
    const cidr = parseCidr(text);
    return cidr !== undefined && cidrContains(cidr, ip);
  });
  if (config !== undefined) return truthOf(isPrivate);
  return isPrivate ? not(atLeast(version, '1.33.0')) : 'no';
}

function rangesOf(value: JsonValue): readonly Cidr[] {
  if (!isJsonObject(value)) return [];
  return objectsField(value, 'cidr_ranges').flatMap((range) => {
    const ip = parseIp(stringField(range, 'address_prefix') ?? '');
    const length = numberField(range, 'prefix_len') ?? wrapped(field(range, 'prefix_len')) ?? 0;
    return ip ? [makeCidr(ip, length)] : [];
  });
}

/** A UInt32Value that was written as a message. */
function wrapped(value: JsonValue | undefined): number | undefined {
  return isJsonObject(value)
    ? (numberField(value, 'value') ?? numberField(objectField(value, 'value'), 'value'))
    : undefined;
}
