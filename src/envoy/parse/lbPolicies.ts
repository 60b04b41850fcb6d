/** `Cluster.LbPolicy`, in the order of its numbers. */
export const LB_POLICIES = [
  'ROUND_ROBIN',
  'LEAST_REQUEST',
  'RING_HASH',
  'RANDOM',
  'ORIGINAL_DST_LB',
  'MAGLEV',
  'CLUSTER_PROVIDED',
  'LOAD_BALANCING_POLICY_CONFIG',
] as const;

/** `lb_policy` that a load balancing extension stands for, by its config's message. */
export const LB_EXTENSIONS: Readonly<Record<string, (typeof LB_POLICIES)[number]>> = {
  RoundRobin: 'ROUND_ROBIN',
  LeastRequest: 'LEAST_REQUEST',
  RingHash: 'RING_HASH',
  Random: 'RANDOM',
  Maglev: 'MAGLEV',
  ClusterProvided: 'CLUSTER_PROVIDED',
};
