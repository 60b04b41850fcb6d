import { describe, expect, test } from 'vitest';
import { dump, listener, passthrough, route, routeConfig, tcp, virtualOutbound } from './dump.js';
import { steps, verdict, world, type Files } from './harness.js';
import { proxyOfA, proxyOfB, shop, TO_B } from './shopOfTwo.js';

const a = (more: Parameters<typeof proxyOfA>[0]): Files => ({ 'pods/web/a/config_dump.json': proxyOfA(more) });

/** A dump whose listeners are these entries as they stand in `dynamic_listeners`. */
function withEntries(entries: readonly object[]): Files {
  const made = dump({ clusters: [passthrough()] });
  const configs = (made.configs as readonly { readonly dynamic_listeners?: unknown }[]).map((section) =>
    section.dynamic_listeners === undefined ? section : { ...section, dynamic_listeners: entries },
  );
  return { 'pods/web/a/config_dump.json': { configs } };
}

describe('what a dump says of entries besides those that serve', () => {
  const serving = { name: 'virtualOutbound', active_state: { listener: virtualOutbound() } };

  test('a listener that warms, and one that drains, are notes of the step', () => {
    const own = listener('0.0.0.0:9000', [tcp('PassthroughCluster')]);
    const states = {
      active_state: { listener: own },
      warming_state: { listener: own },
      draining_state: { listener: own },
    };
    const trace = world(shop(withEntries([serving, { name: own.name, ...states }])))('web/a', 'tcp://203.0.113.9:9000');
    expect(verdict(trace)).toBe('EXITS_MESH');
    expect(steps(trace, 'listener').at(-1)?.notes.join('; ')).toMatch(/warming.*draining|draining.*warming/);
  });

  test('a listener that only warms does not serve', () => {
    const own = listener('0.0.0.0:9000', [tcp('BlackHoleCluster')]);
    const trace = world(shop(withEntries([serving, { name: own.name, warming_state: { listener: own } }])))(
      'web/a',
      'tcp://203.0.113.9:9000',
    );
    expect(verdict(trace)).toBe('EXITS_MESH');
    expect(steps(trace, 'listener').at(-1)?.subject).toBe('virtualOutbound');
  });
});

describe('how long a proxy waits, and how often it tries', () => {
  test.each<readonly [name: string, action: object, notes: readonly string[]]>([
    ['a timeout', { timeout: '2s' }, ['waits 2000 ms for the answer, then 504 UT']],
    ['no timeout', { timeout: '0s' }, []],
    [
      'retries',
      {
        timeout: '0s',
        retry_policy: { retry_on: 'connect-failure,refused-stream', num_retries: 2, per_try_timeout: '1s' },
      },
      ['waits 1000 ms for each try', 'tries again up to 2 times on connect-failure, refused-stream'],
    ],
  ])('%s', (_name, action, notes) => {
    const routes = [routeConfig('80', { b: [route(TO_B, { prefix: '/' }, action as never)] })];
    expect(steps(world(shop(a({ routes })))('web/a', 'http://b/'), 'upstream_request')[0]?.notes).toEqual(notes);
  });
});

describe('headers that name a cluster or a host', () => {
  test.each<readonly [input: string, files: Files]>([
    [
      'header x-cluster',
      a({ routes: [routeConfig('80', { b: [{ match: { prefix: '/' }, route: { cluster_header: 'x-cluster' } }] })] }),
    ],
    ['header x-vhost', a({ routes: [{ ...routeConfig('80', { b: [route(TO_B)] }), vhost_header: 'x-vhost' }] })],
    [
      'header x-envoy-original-dst-host',
      a({ clusters: [passthrough(TO_B, { original_dst_lb_config: { use_http_header: true } })] }),
    ],
  ])('%s', (input, files) => {
    expect(world(shop(files))('web/a', 'http://b/').dependsOn).toContain(input);
  });
});

describe('what the model does not know ends by name', () => {
  const hbone = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';

  test('a tunnel by HTTP CONNECT', () => {
    const chain = {
      filters: [
        {
          name: 'envoy.filters.network.tcp_proxy',
          typed_config: { '@type': hbone, stat_prefix: 't', cluster: TO_B, tunneling_config: { hostname: 'x:80' } },
        },
      ],
    };
    const trace = world(shop(a({ listeners: [listener('0.0.0.0:9000', [chain])] })))('web/a', 'tcp://203.0.113.9:9000');
    expect([verdict(trace), trace.verdict.unknown]).toEqual(['INDETERMINATE', expect.stringContaining('HBONE')]);
  });

  test('a listener filter that is not modelled', () => {
    const odd = { name: 'odd', typed_config: { '@type': 'type.googleapis.com/example.Odd' } };
    const trace = world(
      shop(a({ listeners: [listener('0.0.0.0:9000', [tcp('PassthroughCluster')], { listener_filters: [odd] })] })),
    )('web/a', 'tcp://203.0.113.9:9000');
    expect(trace.verdict.unknown).toContain('example.Odd');
  });

  test('an app of which nothing says that it listens', () => {
    const silent = proxyOfB([tcp('InboundPassthroughCluster')]);
    const trace = world(shop({ 'pods/web/b/config_dump.json': silent }))('web/a', 'tcp://10.0.0.2:7777');
    expect([verdict(trace), trace.verdict.unknown]).toEqual([
      'INDETERMINATE (DELIVERED)',
      'whether anything listens on 10.0.0.2:7777 in web/b',
    ]);
  });
});
