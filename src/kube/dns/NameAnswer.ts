import type { IpAddress } from '../../net/IpAddress.js';
import type { Service } from '../objects/Service.js';
import type { ServiceEndpoint } from '../objects/serviceEndpoints.js';
import type { ServiceEntry } from '../objects/ServiceEntry.js';

/** What gave the addresses. */
export type NameSource =
  /** The name is an address. */
  | { readonly kind: 'literal' }
  /** The user said so. */
  | { readonly kind: 'override' }
  /** The pod's /etc/hosts. */
  | { readonly kind: 'hosts'; readonly why: string }
  /** A recorded answer for `name`. */
  | { readonly kind: 'record'; readonly name: string }
  | { readonly kind: 'clusterIp'; readonly service: Service }
  /** One address for each ready pod; a client takes any of them. */
  | { readonly kind: 'headless'; readonly service: Service; readonly endpoints: readonly ServiceEndpoint[] }
  /** The name of a single endpoint: `redis-0.redis.data.svc…`. */
  | { readonly kind: 'endpoint'; readonly service: Service; readonly endpoint: ServiceEndpoint }
  /** `10-20-1-10.web.pod.cluster.local`. */
  | { readonly kind: 'podName' }
  | { readonly kind: 'serviceEntry'; readonly entry: ServiceEntry }
  /** An address that the control plane chose for the name. */
  | { readonly kind: 'allocated'; readonly name: string };

/** What a name resolves to. `tried` are the fully qualified names in the order in which they were asked for. */
export type NameAnswer =
  | {
      readonly kind: 'found';
      /** Without a trailing dot; after an ExternalName its target. */
      readonly fqdn: string;
      /** At least one. Families that the pod has come first, else in the source's order. */
      readonly addresses: readonly IpAddress[];
      readonly source: NameSource;
      /** ExternalName Services on the way, in order. */
      readonly aliases: readonly Service[];
      readonly tried: readonly string[];
      /** Sentences: what was taken for granted. */
      readonly assumed: readonly string[];
    }
  | {
      readonly kind: 'notFound';
      readonly why: string;
      readonly tried: readonly string[];
      readonly assumed: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly fqdn: string; readonly why: string; readonly tried: readonly string[] };
