import { integer, string } from '@oclif/core/flags';
import type { LiveOptions } from '../../app/live/LiveOptions.js';

const many = { multiple: true, multipleNonGreedy: true } as const;
const helpGroup = 'CLUSTER';

/** Which cluster, as whom; as kubectl and istioctl have them. */
export const CLUSTER_FLAGS = {
  kubeconfig: string({
    char: 'c',
    description: 'instead of KUBECONFIG and ~/.kube/config',
    helpValue: 'FILE',
    helpGroup,
  }),
  context: string({ description: 'of the kubeconfig', helpValue: 'NAME', helpGroup }),
  istioNamespace: string({
    char: 'i',
    default: 'istio-system',
    description: 'where istiod runs',
    helpValue: 'NAMESPACE',
    helpGroup,
  }),
  as: string({ description: 'the user to act as', helpValue: 'USER', helpGroup }),
  'as-group': string({ ...many, description: 'a group to act as; may be repeated', helpValue: 'GROUP', helpGroup }),
  'as-uid': string({ description: 'the uid to act as', helpValue: 'UID', helpGroup }),
  'request-timeout': string({
    description: 'for one call of the API, such as 5s or 2m; 0: no limit (default 30s)',
    helpValue: 'TIME',
    helpGroup,
  }),
  'proxy-admin-port': integer({
    min: 1,
    max: 65_535,
    default: 15_000,
    description: "of Envoy's admin interface",
    helpValue: 'PORT',
    helpGroup,
  }),
  'max-dump': integer({
    min: 1,
    max: 511,
    default: 450,
    description: 'of one answer of a proxy, in MiB',
    helpValue: 'MIB',
    helpGroup,
  }),
};

/** What these flags parse to. */
export interface ClusterFlags {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly istioNamespace: string;
  readonly as: string | undefined;
  readonly 'as-group': readonly string[] | undefined;
  readonly 'as-uid': string | undefined;
  readonly 'request-timeout': string | undefined;
  readonly 'proxy-admin-port': number;
  readonly 'max-dump': number;
}

/** The cluster that the flags and the environment mean. */
export function liveOptions(
  flags: ClusterFlags & { readonly namespace: string | undefined },
  version: string,
): LiveOptions {
  return {
    cluster: {
      kubeconfig: flags.kubeconfig,
      context: flags.context,
      namespace: flags.namespace,
      as: flags.as,
      asGroups: flags['as-group'],
      asUid: flags['as-uid'],
      requestTimeout: flags['request-timeout'],
      userAgent: `hopctl/${version}`,
      environment: process.env,
    },
    istioNamespace: flags.istioNamespace,
    adminPort: flags['proxy-admin-port'],
    maxDump: flags['max-dump'] * 2 ** 20,
  };
}
