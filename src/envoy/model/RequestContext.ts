import type { IpAddress } from '../../net/IpAddress.js';
import type { InspectedConnection, PeerCertificate } from './Connection.js';
import type { HttpRequest } from './HttpRequest.js';

/** All inputs that HTTP matchers may look at, at one point of the filter chain. */
export interface RequestContext {
  readonly request: HttpRequest;
  readonly connection: InspectedConnection;
  /** Downstream TLS is terminated by this proxy. */
  readonly tls: boolean;
  /** The verified (or accepted) client certificate. */
  readonly peer?: PeerCertificate;
  /** After XFF evaluation. */
  readonly remoteIp: IpAddress;
  readonly internal: boolean;
  /** Dynamic metadata by namespace; undefined namespace = not set. */
  readonly dynamicMetadata: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly filterState: ReadonlyMap<string, string>;
  /** Seconds since 1970, where it is known when the request is sent. */
  readonly now?: number;
  /** Semantic version of this Envoy, where the facts say it. */
  readonly version?: string;
  /** The route configuration's `ignore_path_parameters_in_path_matching`; false without a route. */
  readonly ignorePathParameters?: boolean;
  /** Of the route that is chosen; undefined before there is one. */
  readonly routeName?: string;
  /** A runtime value by key, where it is known. */
  readonly runtime: ReadonlyMap<string, string>;
}
