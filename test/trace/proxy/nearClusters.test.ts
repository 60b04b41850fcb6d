import { expect, test } from 'vitest';
import { nearClusters } from '../../../src/trace/proxy/nearClusters.js';

const NAMES = [
  'BlackHoleCluster',
  'PassthroughCluster',
  'inbound|80||',
  'outbound|80|v1|catalog.web.svc.cluster.local',
  'outbound|81|v2|catalog.web.svc.cluster.local',
  'outbound|80|v2|catalog.shop.svc.cluster.local',
  'outbound|80|v2|reviews.web.svc.cluster.local',
  'outbound|81|v1|catalog.web.svc.cluster.local',
];
const near = (wanted: string): readonly string[] =>
  nearClusters({ clusterNames: () => NAMES }, wanted).map(
    ({ what, failed: { name, expected, got } }) => `${what}: ${name} ${expected}, ${got}`,
  );

test('one of host, subset and port differs; subset and port are nearer than the namespace; other hosts are many', () =>
  expect(near('outbound|80|v2|catalog.web.svc.cluster.local')).toEqual([
    'cluster outbound|80|v1|catalog.web.svc.cluster.local: subset v2, v1',
    'cluster outbound|81|v2|catalog.web.svc.cluster.local: port 80, 81',
    'cluster outbound|80|v2|catalog.shop.svc.cluster.local: host catalog.web.svc.cluster.local, catalog.shop.svc.cluster.local',
  ]));
test('a host that is mistyped', () =>
  expect(near('outbound|80|v2|revews.web.svc.cluster.local')).toEqual([
    'cluster outbound|80|v2|reviews.web.svc.cluster.local: host revews.web.svc.cluster.local, reviews.web.svc.cluster.local',
  ]));
test("a name that is not Istio's", () =>
  expect(near('PasthroughCluster')).toEqual([
    'cluster PassthroughCluster: name PasthroughCluster, PassthroughCluster',
  ]));
test('nothing is near', () => expect(near('outbound|443||elsewhere.example')).toEqual([]));
