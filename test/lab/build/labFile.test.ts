import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';

const POD = 'pods: [{ name: a, ips: [10.0.0.1] }]';

describe('a lab file', () => {
  test('says little where defaults do', () => {
    const file = parseLabFile(`name: one\n${POD}`, '/labs/one.yaml');
    expect(file).toMatchObject({ proxy: 'envoy', istioMinor: 32, trustDomain: 'cluster.local', services: [] });
    expect(file.pods[0]).toMatchObject({ namespace: 'default', serviceAccount: 'default', backend: 'nft', apps: [] });
    expect(file.pods[0]).not.toHaveProperty('sidecar');
  });

  test('finds dumps from its own folder on', () => {
    const sidecar = 'sidecar: { config: { snapshot: ../shop, pod: cart-1.web } }';
    const file = parseLabFile(`name: one\npods: [{ name: a, ips: [10.0.0.1], ${sidecar} }]`, '/labs/one/lab.yaml');
    expect(file.pods[0]?.sidecar).toMatchObject({
      mode: 'redirect',
      uid: 1337,
      config: { kind: 'dump', path: '/labs/shop/pods/web/cart-1/config_dump.json' },
    });
  });

  test('takes a file for a bootstrap only where it has what one has', () => {
    const sidecar = 'sidecar: { config: { file: package.json } }';
    const here = join(import.meta.dirname, '..', '..', '..', 'lab.yaml');
    expect(() => parseLabFile(`name: one\npods: [{ name: a, ips: [10.0.0.1], ${sidecar} }]`, here)).toThrow(
      'this is no configuration of Envoy: it has neither configs nor static_resources',
    );
  });

  test('has external hosts listen at their own addresses, so that two may have one port', () => {
    const hosts = ['one', 'two'].map((name, i) => `{ name: ${name}, ips: [192.0.2.${i + 1}], apps: [{ port: 443 }] }`);
    const { external } = parseLabFile(`name: a\nexternal: [${hosts.join(', ')}]`, 'lab.yaml');
    expect(external.flatMap(({ apps }) => apps.map(({ bind }) => bind))).toEqual(['pod', 'pod']);
  });

  test('runs the proxy as root where TPROXY needs it', () => {
    const file = parseLabFile('name: one\npods: [{ name: a, ips: [10.0.0.1], sidecar: { mode: tproxy } }]', 'lab.yaml');
    expect(file.pods[0]?.sidecar).toMatchObject({ uid: 0, gid: 1337, config: { kind: 'nothing' } });
  });

  test.each([
    [`name: A/B\n${POD}`, 'is no name of a lab'],
    [POD, 'name is missing'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.256] }]', 'is no IP address'],
    ['name: a\npods: [{ name: a }]', 'ips is missing'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1] }, { name: a, ips: [10.0.0.2] }]', 'the pod a.default is there twice'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1] }, { name: b, ips: [10.0.0.1] }]', 'address 10.0.0.1 is there twice'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], app: [] }]', 'no "app" here'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], apps: [{ kind: http, port: 80 }] }]', '"http" is none of plain, tls'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], apps: [{ port: 0 }] }]', 'no number from 1 to 65535'],
    [
      'name: a\npods: [{ name: a, ips: [10.0.0.1], rules: { before: { commands: [rm -rf /] } } }]',
      'no iptables command',
    ],
    ['name: a\nistio: 2\npods: []', 'no release of Istio'],
    ['name: a\npods: [{ name: ../a, ips: [10.0.0.1] }]', 'name is no name: "../a"'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], apps: [{}] }]', 'port is missing'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], apps: [{ port: 80, uid: -1 }] }]', 'uid is no number from 0'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], apps: [{ port: 80, gid: 1.5 }] }]', 'gid is no number from 0'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], sidecar: { uid: 1e99 } }]', 'uid is no number from 0'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], apps: [{ port: 80 }, { port: 80, bind: pod }] }]', 'is there twice'],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], sysctls: { kernel.domainname: x } }]', 'no sysctl of a network'],
    [
      'name: a\npods: [{ name: a, ips: [10.0.0.1], sysctls: { net.//.//.vm.swappiness: 1 } }]',
      'no sysctl of a network',
    ],
    ['name: a\npods: [{ name: a, ips: [10.0.0.1], sysctls: { net.core.somaxconn: $(id) } }]', 'no value of net.core'],
    ['name: a\nservices: [{ name: "a\\nb" }]', 'name is no name'],
    ['name: a\nservices: [{ name: a, ports: [{ port: 99999 }] }]', 'port is no number from 1 to 65535'],
    ['name: a\nservices: [{ name: a, ports: [{ port: 80, targetPort: 0 }] }]', 'targetPort is no number from 1'],
    ['name: a\nexternal: [{ name: a/../b, ips: [192.0.2.1] }]', 'name is no name'],
    ['just text', 'no lab file'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseLabFile(text, 'lab.yaml')).toThrow(message);
  });
});
