import { isJsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import type { RejectType } from '../../target/REJECT.js';
import type { Target } from '../../target/Target.js';

const V4: Readonly<Record<string, RejectType>> = {
  'net-unreachable': 'icmp-net-unreachable',
  'host-unreachable': 'icmp-host-unreachable',
  'prot-unreachable': 'icmp-proto-unreachable',
  'port-unreachable': 'icmp-port-unreachable',
  'net-prohibited': 'icmp-net-prohibited',
  'host-prohibited': 'icmp-host-prohibited',
  'admin-prohibited': 'icmp-admin-prohibited',
};
const V6: Readonly<Record<string, RejectType>> = {
  'no-route': 'icmp6-no-route',
  'admin-prohibited': 'icmp6-adm-prohibited',
  'addr-unreachable': 'icmp6-addr-unreachable',
  'port-unreachable': 'icmp6-port-unreachable',
  'policy-fail': 'icmp6-policy-fail',
  'reject-route': 'icmp6-reject-route',
};

/** `reject`: by iptables' names; of the family-neutral `icmpx` those that both families have. */
export function lowerReject(body: JsonValue): Target {
  if (!isJsonObject(body)) return { kind: 'REJECT', with: 'icmp-port-unreachable' };
  const { type, expr } = body;
  if (type === 'tcp reset') return { kind: 'REJECT', with: 'tcp-reset' };
  const name = typeof expr === 'string' ? expr : 'port-unreachable';
  const kind = type === 'icmpv6' ? V6[name] : V4[name];
  return kind === undefined
    ? { kind: 'unsupported', module: 'reject', text: JSON.stringify({ reject: body }) }
    : { kind: 'REJECT', with: kind };
}
