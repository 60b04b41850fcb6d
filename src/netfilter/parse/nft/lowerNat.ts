import { parseIp, type IpAddress } from '../../../net/IpAddress.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import type { NumberRange } from '../../model/NumberRange.js';
import type { NatRange } from '../../target/NatRange.js';
import type { Target } from '../../target/Target.js';
import { nftWords, onlyMember } from './nftWords.js';

/** The nat statements of nftables. */
export type NatStatement = 'redirect' | 'dnat' | 'snat' | 'masquerade';

const KINDS = { redirect: 'REDIRECT', dnat: 'DNAT', snat: 'SNAT', masquerade: 'MASQUERADE' } as const;

/** `{"redirect": {"port": 15001}}` and its like; maps and other computed addresses are `unsupported`. */
export function lowerNat(statement: NatStatement, body: JsonValue): Target {
  const options: JsonObject = isJsonObject(body) ? body : {};
  const addresses = options.addr === undefined ? undefined : lowerAddresses(options.addr);
  const ports = options.port === undefined ? undefined : lowerPorts(options.port);
  const unread =
    (options.addr !== undefined && addresses === undefined) || (options.port !== undefined && ports === undefined);
  if (unread) return { kind: 'unsupported', module: statement, text: nftWords({ [statement]: body }) };
  const flags = isJsonArray(options.flags) ? options.flags : [options.flags];
  const range: NatRange = {
    ...(addresses === undefined ? {} : { addresses }),
    ...(ports === undefined ? {} : { ports }),
    random: flags.includes('random'),
    randomFully: flags.includes('fully-random'),
    persistent: flags.includes('persistent'),
  };
  return { kind: KINDS[statement], ...range };
}

/** `{"tproxy": {"family": "ip", "port": 15006}}`; it sets no mark. */
export function lowerTproxy(body: JsonValue): Target {
  const options: JsonObject = isJsonObject(body) ? body : {};
  const ip = typeof options.addr === 'string' ? parseIp(options.addr) : undefined;
  const port = options.port ?? 0;
  if (typeof port !== 'number' || (options.addr !== undefined && ip === undefined)) {
    return { kind: 'unsupported', module: 'tproxy', text: nftWords({ tproxy: body }) };
  }
  return { kind: 'TPROXY', onPort: port, ...(ip === undefined ? {} : { onIp: ip }), value: 0, mask: 0 };
}

function lowerAddresses(value: JsonValue): { readonly min: IpAddress; readonly max: IpAddress } | undefined {
  const [min, max] = ends(value).map((end) => (typeof end === 'string' ? parseIp(end) : undefined));
  return min === undefined || max === undefined ? undefined : { min, max };
}

function lowerPorts(value: JsonValue): NumberRange | undefined {
  const [min, max] = ends(value);
  return typeof min === 'number' && typeof max === 'number' ? { min, max } : undefined;
}

function ends(value: JsonValue): readonly (JsonValue | undefined)[] {
  const member = onlyMember(value);
  if (member?.[0] === 'range' && isJsonArray(member[1])) return [member[1][0], member[1][1]];
  return [value, value];
}
