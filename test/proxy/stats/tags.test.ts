import { describe, expect, test } from 'vitest';
import { TagExtractor } from '../../../src/proxy/stats/TagExtractor.js';

function shown(name: string, config?: ConstructorParameters<typeof TagExtractor>[0]): string {
  const { name: short, tags } = new TagExtractor(config).extract(name);
  return `${short} ${tags.map((tag) => `${tag.name}=${tag.value}`).join(' ')}`.trim();
}

/** As a real Envoy 1.40.0 named them for Prometheus. */
describe('tags', () => {
  test.each([
    ['cluster.a.upstream_rq_total', 'cluster.upstream_rq_total envoy.cluster_name=a'],
    [
      'cluster.out|80||a.b.svc.upstream_rq_503',
      'cluster.b.svc.upstream_rq envoy.response_code=503 envoy.cluster_name=out|80||a',
    ],
    [
      'cluster.a.external.upstream_rq_5xx',
      'cluster.external.upstream_rq_xx envoy.response_code_class=5 envoy.cluster_name=a',
    ],
    [
      'http.in_0.0.downstream_rq_2xx',
      'http.0.downstream_rq_xx envoy.response_code_class=2 envoy.http_conn_manager_prefix=in_0',
    ],
    ['listener.127.0.0.1_80.downstream_cx_total', 'listener.downstream_cx_total envoy.listener_address=127.0.0.1_80'],
    [
      'listener.127.0.0.1_80.worker_0.downstream_cx_total',
      'listener.worker.downstream_cx_total envoy.worker_id=0 envoy.listener_address=127.0.0.1_80',
    ],
    ['tcp.back.downstream_cx_total', 'tcp.downstream_cx_total envoy.tcp_prefix=back'],
    ['sds.default.update_success', 'sds.update_success envoy.xds_resource_name=default'],
    ['server.live', 'server.live'],
  ])('%s', (name, expected) => expect(shown(name)).toBe(expected));

  test("the bootstrap's own tags come first, and the default ones may be off", () =>
    expect(
      shown('cluster.xds-grpc.upstream_rq_200', {
        use_all_default_tags: false,
        stats_tags: [
          { tag_name: 'cluster_name', regex: '^cluster\\.((.+?)\\.)' },
          { tag_name: 'mesh', fixed_value: 'm' },
        ],
      }),
    ).toBe('cluster.upstream_rq_200 cluster_name=xds-grpc mesh=m'));
});
