/** The cluster of Istio's ALLOW_ANY policy. Source: pilot/pkg/networking/util/util.go. */
export const PASSTHROUGH_CLUSTER = 'PassthroughCluster';

/** The cluster without endpoints that Istio sends refused traffic to. */
export const BLACK_HOLE_CLUSTER = 'BlackHoleCluster';
