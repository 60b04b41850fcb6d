import { makeCidr, type Cidr } from '../../net/Cidr.js';
import { parseIp } from '../../net/IpAddress.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import { Message } from './Message.js';

/** `core.v3.CidrRange`: without `prefix_len` it is every address of the family. `undefined` for a malformed address. */
export function parseCidrRange(value: JsonValue, at: string): Cidr | undefined {
  const message = new Message(value, at);
  const ip = parseIp(message.string('address_prefix'));
  return ip && makeCidr(ip, message.number('prefix_len') ?? 0);
}

/** A repeated CidrRange field; ranges that cannot be read are left out and refused, so that `unread` names the field. */
export function readCidrRanges(message: Message, name: string): readonly Cidr[] {
  const ranges = message.many(name, parseCidrRange);
  const read = ranges.filter((range) => range !== undefined);
  if (read.length < ranges.length) message.refuse(name);
  return read;
}
