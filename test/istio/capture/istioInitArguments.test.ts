import { describe, expect, test } from 'vitest';
import { istioInitArguments } from '../../../src/istio/istioInitArguments.js';
import { cni, init, podOf } from './harness.js';

describe('flags of istio-init', () => {
  test.each<[string, object]>([
    ['-p 7001', { proxyPort: { value: 7001, from: 'istio-init -p' } }],
    ['-p7001', { proxyPort: { value: 7001, from: 'istio-init -p' } }],
    ['-p=7001', { proxyPort: { value: 7001, from: 'istio-init -p' } }],
    ['--envoy-port 7001', { proxyPort: { value: 7001, from: 'istio-init --envoy-port' } }],
    ['--envoy-port=7001', { proxyPort: { value: 7001, from: 'istio-init --envoy-port' } }],
    ['-p 1 -p 7001', { proxyPort: { value: 7001 } }],
    ['', { proxyPort: { value: 15001, from: 'default' }, inboundPorts: { value: [] }, outboundRanges: { value: [] } }],
    ['-b *', { inboundPorts: { value: '*' } }],
    ['-b 80, -d 1,2', { inboundPorts: { value: ['80'] }, excludedInboundPorts: { value: ['1', '2'] } }],
    ["-i * -x ''", { outboundRanges: { value: '*' }, excludedOutboundRanges: { value: [], from: 'istio-init -x' } }],
    ['-u 3,4', { proxyUids: { value: [3, 4] }, proxyGids: { value: [3, 4], from: 'istio-init -u' } }],
    ['-u 3 -g 5', { proxyUids: { value: [3] }, proxyGids: { value: [5] } }],
    ['-t 0x10 -r 99', { tproxyMark: { value: 16 }, tproxyRouteTable: { value: 99 } }],
    ['--redirect-dns --capture-all-dns=false', { redirectDns: { value: true }, captureAllDns: { value: false } }],
    ['-m TPROXY --log_output_level=default:info', { mode: { value: 'TPROXY' }, problems: [] }],
    ['-m SOMETHING', { mode: { value: 'REDIRECT' }, problems: ['istio-init -m is no interception mode: "SOMETHING"'] }],
    ['-p http', { proxyPort: { value: 15001 }, problems: ['istio-init -p is no number: "http"'] }],
    ['--new-flag 1', { problems: ['the flag --new-flag is not known: it is left out of account'] }],
  ])('%s', (words, expected) => expect(init(words)).toMatchObject(expected));

  test('a flag wins over its variable, which wins over the default', () => {
    const env = { INBOUND_CAPTURE_PORT: '7006', ISTIO_INBOUND_PORTS: '*', ISTIO_META_DNS_CAPTURE: 'true' };
    expect(init('-b 80', env)).toMatchObject({
      inboundCapturePort: { value: 7006, from: 'istio-init INBOUND_CAPTURE_PORT' },
      inboundPorts: { value: ['80'], from: 'istio-init -b' },
      redirectDns: { value: true, from: 'istio-init ISTIO_META_DNS_CAPTURE' },
    });
  });
});

describe('annotations that the CNI plugin reads', () => {
  const prefix = 'traffic.sidecar.istio.io';
  test.each<[Record<string, string>, object]>([
    [
      {},
      {
        by: 'cni',
        inboundPorts: { value: '*' },
        excludedInboundPorts: { value: ['15020', '15021', '15090'] },
        excludedOutboundPorts: { value: ['15020'], from: 'default' },
      },
    ],
    [
      { [`${prefix}/excludeInboundPorts`]: '9,15090' },
      { excludedInboundPorts: { value: ['9', '15090', '15020', '15021'] } },
    ],
    [
      { [`${prefix}/excludeOutboundPorts`]: '' },
      { excludedOutboundPorts: { value: [], from: `${prefix}/excludeOutboundPorts` } },
    ],
    [
      { [`${prefix}/kubevirtInterfaces`]: 'a', 'istio.io/reroute-virtual-interfaces': 'b' },
      { virtualInterfaces: { value: ['b'] } },
    ],
    [{ [`${prefix}/kubevirtInterfaces`]: 'a' }, { virtualInterfaces: { value: ['a'] } }],
    [
      { 'sidecar.istio.io/interceptionMode': 'TPROXY' },
      { mode: { value: 'TPROXY', from: 'sidecar.istio.io/interceptionMode' } },
    ],
  ])('%o', (annotations, expected) => expect(cni(annotations)).toMatchObject(expected));

  test.each([
    ['its ids are the proxy container’s', { runAsUser: 5, runAsGroup: 6 }, [5], [6]],
    ['root counts as not set', { runAsUser: 0 }, [1337], [1337]],
  ])('%s', (_what, securityContext, uids, gids) => {
    expect(cni({}, { securityContext })).toMatchObject({ proxyUids: { value: uids }, proxyGids: { value: gids } });
  });

  test('DNS capture takes any resolver', () => {
    const env = [{ name: 'ISTIO_META_DNS_CAPTURE', value: 'true' }];
    expect(cni({}, { env })).toMatchObject({ redirectDns: { value: true }, captureAllDns: { value: true } });
  });
});

describe('which pods are captured', () => {
  const status = { 'sidecar.istio.io/status': '{}' };
  const proxy = { name: 'istio-proxy' };
  test.each([
    ['istio-init', { initContainers: [{ name: 'istio-init' }] }, 'istio-init'],
    ['istio-validation', { initContainers: [{ name: 'istio-validation' }], containers: [proxy] }, 'cni'],
    ['injected, without an init container', { containers: [proxy], annotations: status }, 'cni'],
    ['a native sidecar', { initContainers: [{ ...proxy, restartPolicy: 'Always' }], annotations: status }, 'cni'],
    ['no proxy', { containers: [{ name: 'app' }] }, undefined],
    ['a gateway', { containers: [{ ...proxy, args: ['proxy', 'router'] }], annotations: status }, undefined],
  ])('%s', (_what, shape, expected) => expect(istioInitArguments(podOf(shape))?.by).toBe(expected));
});
