import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';
import { netnsCommand } from '../../../src/lab/run/netnsCommand.js';
import { run } from '../../../src/lab/run/run.js';
import { labDown } from '../../../src/lab/up/labDown.js';
import { labUp } from '../../../src/lab/up/labUp.js';
import { inPod, podOf } from './inPod.js';
import { passthrough } from './pair.js';

const isRoot = process.getuid?.() === 0;
const hasConntrack = spawnSync('conntrack', ['--version']).status === 0;
const lack = !isRoot ? 'not root' : !hasConntrack ? 'no conntrack: apt install conntrack' : '';
const NAME = 'dns-capture';

const SIDECAR = `mode: redirect, config: { bootstrap: { static_resources: ${JSON.stringify(passthrough())} } }`;
const INIT = "'istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT', '-i', '*', '-b', '*'";

/** Nobody answers at the name server that pods have: whoever gets an answer was captured. */
const LAB = `
name: ${NAME}
proxy: reference
pods:
  - { name: captured, ips: [10.20.2.10, 'fd00:22::10'], sidecar: { ${SIDECAR}, istioInit: [${INIT}, '--redirect-dns', '--capture-all-dns'] } }
  - { name: usual, ips: [10.20.2.11], sidecar: { ${SIDECAR}, istioInit: [${INIT}, '--redirect-dns'] } }
  - { name: bare, ips: [10.20.2.12] }
dns:
  server: 192.0.2.53
  records: { web.example: [203.0.113.7, '2001:db8::7'] }
`;

/** getaddrinfo(3), by the pod's resolv.conf. */
const LOOK_UP = `require('node:dns').lookup(process.argv[1], { all: true, verbatim: false }, (error, all) =>
  console.log(error ? error.code : all.map(({ address }) => address).join(' ')))`;

/** A query for A records of web.example, by UDP or TCP, at any server; prints who answered, and the last four bytes. */
const QUERY = `
const [protocol, server] = process.argv.slice(1);
const query = Buffer.concat([Buffer.from([1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), Buffer.from('\\x03web\\x07example\\0'), Buffer.from([0, 1, 0, 1])]);
const show = (from, bytes) => { console.log(from, bytes.subarray(-4).join('.')); process.exit(); };
setTimeout(() => { console.log('nobody'); process.exit(); }, 1500);
if (protocol === 'udp') {
  const socket = require('node:dgram').createSocket(server.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (bytes, peer) => show(peer.address, bytes)).on('error', () => undefined);
  socket.send(query, 53, server);
} else {
  const socket = require('node:net').connect(53, server).on('error', () => undefined);
  // In pieces, as a stream may arrive.
  socket.setNoDelay().write(Buffer.from([0]));
  setTimeout(() => socket.write(Buffer.from([query.length])), 50);
  setTimeout(() => socket.write(query), 100);
  let all = Buffer.alloc(0);
  socket.on('data', (bytes) => { all = Buffer.concat([all, bytes]); if (all.length > 2 && all.length >= 2 + all.readUInt16BE()) show(socket.remoteAddress, all); });
}`;

describe.skipIf(lack !== '')(`captured DNS${lack === '' ? '' : ` (skipped: ${lack})`}`, { timeout: 60_000 }, () => {
  let lab: LabState;
  beforeAll(async () => {
    await labDown(NAME);
    lab = await labUp(parseLabFile(LAB, 'dns.yaml'));
  }, 60_000);
  afterAll(async () => {
    await labDown(NAME);
  });

  test.each(['captured', 'usual'])('%s: getaddrinfo has its answer of the agent', async (pod) => {
    const answer = await inPod(podOf(lab, `${pod}.default`), LOOK_UP, ['web.example']);
    expect(answer.trim().split(' ').sort()).toEqual(['2001:db8::7', '203.0.113.7']);
  });

  test('without capture there is none', async () =>
    expect(await inPod(podOf(lab, 'bare.default'), LOOK_UP, ['web.example'])).toBe('EAI_AGAIN\n'));

  test.each([
    // All servers are captured, and the answer comes from the one that was asked.
    ['captured', 'udp', '192.0.2.99', '192.0.2.99'],
    ['captured', 'tcp', '192.0.2.99', '192.0.2.99'],
    ['captured', 'udp', '2001:db8::53', '2001:db8::53'],
    ['captured', 'tcp', '2001:db8::53', '2001:db8::53'],
    // Without --capture-all-dns those of resolv.conf only.
    ['usual', 'udp', '192.0.2.53', '192.0.2.53'],
    ['usual', 'tcp', '192.0.2.53', '192.0.2.53'],
    ['usual', 'udp', '192.0.2.99', undefined],
  ])('%s asks by %s %s: %s answers', async (pod, protocol, server, from) => {
    const answer = await inPod(podOf(lab, `${pod}.default`), QUERY, [protocol, server]);
    expect(answer).toBe(from === undefined ? 'nobody\n' : `${from} 203.0.113.7\n`);
  });

  test('the proxy itself is not captured', async () =>
    expect(await inPod(podOf(lab, 'captured.default'), QUERY, ['udp', '192.0.2.53'], 1337)).toBe('nobody\n'));

  test("queries have the kernel's connection zones: 2 for apps, 1 for the proxy", async () => {
    const pod = podOf(lab, 'usual.default');
    await inPod(pod, QUERY, ['udp', '192.0.2.53']);
    await inPod(pod, QUERY, ['udp', '192.0.2.53'], 1337);
    const flows = (await run(netnsCommand({ netns: pod.netns }, ['conntrack', '-L', '-p', 'udp']))).split('\n');
    const toPort53 = flows.filter((flow) => / dst=192\.0\.2\.53 .* dport=53 /.test(flow));
    const zones = new Set(toPort53.map((flow) => / zone=(\d+)/.exec(flow)?.[1]));
    expect(zones).toEqual(new Set(['1', '2']));
  });
});
