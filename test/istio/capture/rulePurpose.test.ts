import { describe, expect, test } from 'vitest';
import { interceptionOf } from '../../../src/istio/interceptionOf.js';
import { purposeContext } from '../../../src/istio/foreignRules.js';
import { rulePurpose } from '../../../src/istio/rulePurpose.js';
import type { Rule } from '../../../src/netfilter/model/Rule.js';
import { parseIptablesSave } from '../../../src/netfilter/parse/parseIptablesSave.js';
import { parseRules } from '../../../src/netfilter/parse/parseRules.js';
import { rulesFile, rulesFiles, rulesOf } from '../../netfilter/harness.js';

const CONTEXT = { uids: [1337], gids: [1337] };

/** The rule that iptables-save prints as `-A CHAIN WORDS` in a table. */
function rule(table: string, line: string): Rule {
  const istio = [
    'INBOUND',
    'IN_REDIRECT',
    'OUTPUT',
    'OUTPUT_DNS',
    'REDIRECT',
    'TPROXY',
    'DIVERT',
    'DROP',
    'PRERT',
    'POSTRT',
  ];
  const chains = istio.map((name) => `:ISTIO_${name} - [0:0]\n`).join('');
  const text = `*${table}\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${chains}-A ${line}\nCOMMIT\n`;
  const [first] = rulesOf(parseIptablesSave(text, 'rule', { family: line.includes('::') ? 'ip6' : 'ip' }));
  if (first === undefined) throw new Error(`no rule: ${line}`);
  return first;
}

describe('one sentence for each rule', () => {
  test.each([
    ['nat', 'OUTPUT -j ISTIO_OUTPUT', 'whatever the pod sends enters the outbound chain'],
    ['nat', 'OUTPUT -p tcp -j ISTIO_OUTPUT', 'every TCP connection that the pod opens enters the outbound chain'],
    [
      'nat',
      'ISTIO_OUTPUT -m owner --uid-owner 1337 -j RETURN',
      "traffic that user 1337 sends leaves directly: the proxy's own",
    ],
    [
      'nat',
      'ISTIO_OUTPUT -m owner --gid-owner 1337 -j RETURN',
      "traffic that group 1337 sends leaves directly: the proxy's own",
    ],
    [
      'nat',
      'ISTIO_OUTPUT -m owner --gid-owner 888 -j RETURN',
      'traffic that group 888 sends is not captured: an excluded group',
    ],
    [
      'nat',
      'ISTIO_OUTPUT -m owner ! --gid-owner 303 -m owner ! --gid-owner 202 -j RETURN',
      'only the groups 303, 202 are captured: what others send leaves directly',
    ],
    ['nat', 'ISTIO_OUTPUT -d 127.0.0.1/32 -j RETURN', 'traffic to 127.0.0.1 stays in the pod'],
    ['nat', 'ISTIO_OUTPUT -d ::1/128 -j RETURN', 'traffic to ::1 stays in the pod'],
    ['nat', 'ISTIO_OUTPUT -d 10.0.0.0/8 -j RETURN', 'traffic to 10.0.0.0/8 is not captured: an excluded range'],
    ['nat', 'ISTIO_OUTPUT -d 127.0.0.0/8 -j ISTIO_REDIRECT', 'TCP to 127.0.0.0/8 goes to the proxy'],
    ['nat', 'ISTIO_OUTPUT -p tcp -m tcp --dport 53 -j RETURN', 'TCP to port 53 is not captured'],
    ['nat', 'ISTIO_OUTPUT -j ISTIO_REDIRECT', 'all other TCP goes to the proxy'],
    ['nat', 'ISTIO_INBOUND -p tcp -m tcp --dport 15021 -j RETURN', 'inbound port 15021 (readiness) is not captured'],
    ['nat', 'ISTIO_INBOUND -p tcp -m tcp --dport 22 -j RETURN', 'inbound port 22 is not captured'],
    [
      'nat',
      'ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports 7777',
      "TCP goes to the proxy's outbound port 7777; anything else leaves as it is",
    ],
    [
      'nat',
      'OUTPUT -p udp -m udp --dport 53 -j REDIRECT --to-ports 15013',
      'DNS queries over UDP go to the agent on 15013',
    ],
    [
      'nat',
      'OUTPUT -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.1:15053',
      'DNS queries over UDP go to the agent at 127.0.0.1:15053',
    ],
    [
      'nat',
      'PREROUTING -d 10.0.0.0/8 -i eth1 -j ISTIO_REDIRECT',
      'what arrives by eth1, a virtual interface, for 10.0.0.0/8 counts as outbound: TCP goes to the proxy',
    ],
    ['nat', 'PREROUTING -i eth1 -j RETURN', 'what arrives by eth1 is not captured as inbound'],
    [
      'raw',
      'ISTIO_OUTPUT_DNS -p udp -m udp --sport 15053 -m owner --uid-owner 3 -j CT --zone 2',
      "answers of user 3, the agent's, to the app belong to conntrack zone 2",
    ],
    [
      'mangle',
      'PREROUTING -m conntrack --ctstate INVALID -j ISTIO_DROP',
      'packets that conntrack calls INVALID are dropped',
    ],
    [
      'mangle',
      'ISTIO_TPROXY ! -d 127.0.0.1/32 -p tcp -j TPROXY --on-port 15006 --on-ip 0.0.0.0 --tproxy-mark 0x539/0xffffffff',
      "new connections go to the proxy's inbound port 15006 with their addresses as they are, marked with 0x539",
    ],
    [
      'nat',
      'ISTIO_PRERT ! -d 127.0.0.1/32 -p tcp -m tcp ! --dport 15008 -m mark ! --mark 0x539/0xfff -j REDIRECT --to-ports 15006',
      'inbound TCP goes to ztunnel on 15006, but for port 15008 (HBONE tunnel) and what ztunnel itself sends (mark 0x539)',
    ],
  ])('%s %s', (table, line, expected) => expect(rulePurpose(rule(table, line), CONTEXT)).toBe(expected));
});

describe('rules that are not Istio’s have none', () => {
  test.each([
    ['nat', 'OUTPUT -m owner --uid-owner 0 -j RETURN'],
    ['nat', 'ISTIO_OUTPUT -m owner --uid-owner 0 -j RETURN'],
    ['nat', 'OUTPUT -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 15001'],
    ['nat', 'OUTPUT -p udp -m udp --dport 53 -j REDIRECT --to-ports 5353'],
    ['nat', 'ISTIO_OUTPUT -p tcp -m string --string x --algo bm -j RETURN'],
    ['nat', 'ISTIO_REDIRECT -p tcp -j DNAT --to-destination 10.0.0.1:80'],
    ['filter', 'OUTPUT -j DROP'],
  ])('%s %s', (table, line) => expect(rulePurpose(rule(table, line), CONTEXT)).toBeUndefined());
});

describe('without a pod that Istio captures, only what the rule alone shows', () => {
  test.each([
    ['mangle', 'PREROUTING -m conntrack --ctstate INVALID -j DROP', false],
    ['nat', 'PREROUTING -i eth1 -j RETURN', false],
    ['nat', 'PREROUTING -p tcp -j ISTIO_INBOUND', true],
    ['nat', 'ISTIO_OUTPUT -m owner --uid-owner 99 -j RETURN', true],
  ])('%s %s: %s', (table, line, known) => expect(rulePurpose(rule(table, line)) !== undefined).toBe(known));
});

describe('every rule that a release of Istio writes has a sentence', () => {
  const files = [...rulesFiles('.iptables-save'), ...rulesFiles('.nft-list')].filter(({ path }) =>
    path.startsWith('kernel-'),
  );
  test('there are rule sets of every kind', () => expect(files.length).toBe(232));
  test.each(files)('$path', ({ path, text }) => {
    const six = path.replace('.iptables-save', '.ip6tables-save');
    const others = rulesFiles('.ip6tables-save').some((file) => file.path === six) ? [rulesFile(six)] : [];
    const ruleSets = [text, ...others].flatMap((one, i) => parseRules(one, path, i === 0 ? {} : { family: 'ip6' }));
    const context = purposeContext(interceptionOf(ruleSets));
    const silent = rulesOf(ruleSets).filter((one) => rulePurpose(one, context) === undefined);
    expect(silent.map((one) => one.text)).toEqual([]);
  });
});
