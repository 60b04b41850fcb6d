import { describe, expect, test } from 'vitest';
import { chainName } from '../../../src/lab/kubeProxy/chainName.js';
import { kubeProxyRules } from '../../../src/lab/kubeProxy/kubeProxyRules.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';

describe("kube-proxy's rules", () => {
  // The names that every cluster with kube-proxy in iptables mode shows.
  test.each([
    ['default/kubernetes:https', 'tcp', 'KUBE-SVC-NPX46M4PTMTKRN6Y'],
    ['kube-system/kube-dns:dns', 'udp', 'KUBE-SVC-TCOU7JCQXEZGVUNU'],
    ['kube-system/kube-dns:dns-tcp', 'tcp', 'KUBE-SVC-ERIFXISQEP7F7OF4'],
  ])('the chain of %s %s is %s', (name, protocol, chain) => {
    expect(chainName('KUBE-SVC-', name, protocol)).toBe(chain);
  });

  const file = parseLabFile(
    `
name: a
pods:
  - { name: one, ips: [10.0.0.1, 'fd00::1'], labels: { app: web } }
  - { name: two, ips: [10.0.0.2], labels: { app: web } }
services:
  - { name: web, vips: [10.96.0.1, 'fd96::1'], selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
  - { name: none, vips: [10.96.0.2], ports: [{ port: 80 }] }
`,
    'lab.yaml',
  );

  test('choose among two endpoints by halves', () => {
    const rules = kubeProxyRules(file, 4).split('\n');
    expect(rules.filter((rule) => rule.includes('--probability'))).toEqual([
      expect.stringMatching(/-A KUBE-SVC-\w+ .* -m statistic --mode random --probability 0\.50000000000 -j KUBE-SEP-/),
    ]);
    expect(rules.filter((rule) => rule.includes('DNAT'))).toEqual([
      expect.stringContaining('--to-destination 10.0.0.1:8080'),
      expect.stringContaining('--to-destination 10.0.0.2:8080'),
    ]);
  });

  test('masquerade a pod that calls itself', () =>
    expect(kubeProxyRules(file, 4)).toMatch(/-A KUBE-SEP-\w+ -s 10\.0\.0\.1\/32 .* -j KUBE-MARK-MASQ/));

  test('refuse a Service without endpoints', () =>
    expect(kubeProxyRules(file, 4)).toContain('default/none has no endpoints" -m tcp --dport 80 -j REJECT'));

  test('keep the families apart', () => {
    expect(kubeProxyRules(file, 6)).toContain('--to-destination [fd00::1]:8080');
    expect(kubeProxyRules(file, 6)).not.toContain('10.');
  });
});
