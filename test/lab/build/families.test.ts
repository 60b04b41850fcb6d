import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';
import { netnsCommand } from '../../../src/lab/run/netnsCommand.js';
import { run } from '../../../src/lab/run/run.js';
import { labDown } from '../../../src/lab/up/labDown.js';
import { labUp } from '../../../src/lab/up/labUp.js';
import { PROXIES } from '../proxies.js';
import { ask } from './ask.js';
import { podOf } from './inPod.js';
import { bothFamilies } from './pair.js';

const sidecar = (more = ''): string =>
  `sidecar: { ${more}config: { bootstrap: { static_resources: ${JSON.stringify(bothFamilies(more !== ''))} } } }`;

const LAB = `
pods:
  - { name: six, ips: ['fd00:23::10'], ${sidecar()} }
  - { name: bare, ips: ['fd00:23::9'] }
  - { name: dual, ips: [10.20.3.11, 'fd00:23::11'], labels: { app: dual }, apps: [{ port: 8080 }], ${sidecar()} }
  - { name: legacy, ips: [10.20.3.12, 'fd00:23::12'], backend: legacy, apps: [{ port: 8080, bind: pod }], ${sidecar()} }
  - { name: tproxy, ips: [10.20.3.13, 'fd00:23::13'], apps: [{ port: 8080 }], ${sidecar('mode: tproxy, ')} }
services:
  - { name: dual, vips: [10.96.3.11, 'fd96::11'], selector: { app: dual }, ports: [{ port: 80, targetPort: 8080 }] }
  - { name: nobody, vips: ['fd96::12'], selector: { app: nobody }, ports: [{ port: 80 }] }
external:
  - { name: six.example, ips: ['2001:db8:3::1'], apps: [{ port: 80, bind: pod }] }
`;

describe.for(PROXIES)('address families with $title', { timeout: 90_000 }, ({ kind, missing }) => {
  const name = `families-${kind}`;
  let lab: LabState;
  beforeAll(async () => {
    if (missing) return;
    await labDown(name);
    lab = await labUp(parseLabFile(`name: ${name}\nproxy: ${kind}\n${LAB}`, 'families.yaml'));
  }, 90_000);
  afterAll(async () => {
    if (!missing) await labDown(name);
  });

  // Who asks what, and what the app sees: the address that was meant, and the proxy's own as its peer.
  test.skipIf(missing).each([
    ['six', 'http://[fd00:23::11]:8080/', '[fd00:23::11]:8080', /^\[::6\]:/],
    ['bare', 'http://[fd00:23::11]:8080/', '[fd00:23::11]:8080', /^\[::6\]:/],
    // By the name server's IPv6 address, and the node's rules for the address of the Service.
    ['six', 'http://dual/', '[fd00:23::11]:8080', /^\[::6\]:/],
    ['bare', 'http://dual/', '[fd00:23::11]:8080', /^\[::6\]:/],
    ['legacy', 'http://10.96.3.11/', '10.20.3.11:8080', /^127\.0\.0\.6:/],
    ['dual', 'http://10.20.3.12:8080/', '10.20.3.12:8080', /^127\.0\.0\.6:/],
    ['six', 'http://[fd00:23::12]:8080/', '[fd00:23::12]:8080', /^\[::6\]:/],
    ['dual', 'http://10.20.3.13:8080/', '10.20.3.13:8080', /^127\.0\.0\.6:/],
    ['six', 'http://[fd00:23::13]:8080/', '[fd00:23::13]:8080', /^\[::6\]:/],
    ['tproxy', 'http://[fd00:23::11]:8080/', '[fd00:23::11]:8080', /^\[::6\]:/],
    ['six', 'http://six.example/', '[2001:db8:3::1]:80', /^\[fd00:23::10\]:/],
    ['legacy', 'http://six.example/', '[2001:db8:3::1]:80', /^\[fd00:23::12\]:/],
  ])('%s asks %s: the app at %s', async (from, url, local, peer) => {
    const seen = await ask(lab, `${from}.default`, url);
    expect(seen).toMatchObject({ local });
    expect(seen.peer).toMatch(peer);
  });

  test.skipIf(missing)('a Service without endpoints refuses', async () => {
    await expect(ask(lab, 'bare.default', 'http://nobody/')).rejects.toThrow('ECONNREFUSED');
  });

  // iptables-save shows what the front end of either back end has; counters say that the rules did it.
  test.skipIf(missing).each([
    ['legacy', 'ip6tables-legacy-save', 'nat', /\[[1-9]\d*:\d+\] -A ISTIO_IN_REDIRECT .* --to-ports 15006/],
    ['tproxy', 'ip6tables-nft-save', 'mangle', /\[[1-9]\d*:\d+\] -A ISTIO_TPROXY .* -j TPROXY --on-port 15006/],
  ])('the rules of %s did it', async (pod, tool, table, rule) => {
    expect(await run(netnsCommand({ netns: podOf(lab, `${pod}.default`).netns }, [tool, '-c', '-t', table]))).toMatch(
      rule,
    );
  });
});
