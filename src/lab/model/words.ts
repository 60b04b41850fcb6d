/** Envoy, found by `findEnvoy`, or the reference proxy that comes with hopctl. */
export const PROXY_KINDS = ['envoy', 'reference'] as const;

/** One of `PROXY_KINDS`. */
export type ProxyKind = (typeof PROXY_KINDS)[number];

/** The two back ends of iptables. */
export const LAB_BACKENDS = ['nft', 'legacy'] as const;

/** One of `LAB_BACKENDS`. */
export type LabBackend = (typeof LAB_BACKENDS)[number];

/**
 * What an app speaks. `plain`: plaintext, HTTP/1.1, HTTP/2 or else TCP, as the client does; `tls`: the same inside of TLS, with a
 * certificate of the lab's CA; `http2` and `grpc` without TLS; `server-first` greets before it has read; `dns`: the lab's name server.
 */
export const APP_KINDS = ['plain', 'tls', 'http1', 'http2', 'grpc', 'tcp', 'server-first', 'dns'] as const;

/** One of `APP_KINDS`. */
export type AppKind = (typeof APP_KINDS)[number];

/** Rules beside Istio's; all are added, none replaces what is there. */
export interface ForeignRules {
  readonly before: ForeignRuleList;
  readonly after: ForeignRuleList;
}

/** Rules that are loaded at one moment, in this order. */
export interface ForeignRuleList {
  /** Text of iptables-save, loaded with `iptables-restore --noflush`. */
  readonly ipv4: string;
  /** Text of ip6tables-save. */
  readonly ipv6: string;
  /** An nft script. */
  readonly nft: string;
  /** `iptables -t nat -I OUTPUT …` or `ip6tables …`, split at blanks; no shell sees them. */
  readonly commands: readonly string[];
}
