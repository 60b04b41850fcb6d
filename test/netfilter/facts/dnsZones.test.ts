import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, path, POD, rulesOfFiles, walk } from '../walk/bench.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
describe('P10 6.4 DNS zones bite', () => {
  const dns = { ...POD, ruleSets: rulesOfFiles('cni-sidecar/nft/dns.iptables-save') };
  const answer = (uid: number) =>
    replyWalk(dns, walk(dns, 'app udp 10.96.0.10:53'), chooseLikeliest, { owner: { kind: 'user', uid, gid: uid } });
  test('the proxy answers in zone 2 and is heard', () => {
    expect(path(answer(1337))).toBe('raw OUTPUT:1 ISTIO_OUTPUT_DNS:2 ISTIO_OUTPUT_DNS:4 PREROUTING:1 ISTIO_INBOUND:1');
    expect(endOf(answer(1337))).toBe('direct 10.0.0.2:40000');
  });
  test('another user answers in zone 0 and is not heard', () => expect(endOf(answer(1000))).toBe('unroutable timeout'));
});
