import type { SocketAddress } from '../../net/SocketAddress.js';
import type { Header } from '../../envoy/model/HttpRequest.js';

/** Who asks. */
export type Source =
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'outside'; readonly address?: string };

/** What the client application itself does about TLS. */
export interface ClientTlsRequest {
  readonly sni: string;
  readonly alpn: readonly string[];
  /** SPIFFE-style identity `NAMESPACE/SERVICEACCOUNT`, when the client presents a mesh certificate. */
  readonly as?: string;
}

/** The protocol that the application speaks. */
export type ApplicationProtocol = 'http/1.0' | 'http/1.1' | 'h2' | 'tcp' | 'server-first';

/** The request that is asked about, in canonical form, as it is echoed. Contradictions have been refused before. */
export interface TraceRequest {
  readonly from: Source;
  /** As the user wrote it. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly protocol: ApplicationProtocol;
  readonly method: string;
  /** `:authority`/Host that the application sends. */
  readonly authority: string;
  /** With query. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly tls?: ClientTlsRequest;
  /** `ordinary`: some user that is none of the proxy's. */
  readonly sender: {
    readonly uid: number | 'ordinary';
    readonly gid: number | 'ordinary';
    readonly mark: number;
    readonly container?: string;
  };
  readonly sourceIp?: string;
  readonly sourcePort?: number;
  /** Where the connection goes, when the user fixes it (`--connect-to`, an IP in the URL): skips name resolution. */
  readonly connectTo?: SocketAddress;
  /** `--resolve` entries. */
  readonly resolve: readonly { readonly host: string; readonly port: number; readonly address: string }[];
  readonly ctState: 'new' | 'established';
  readonly only?: 'outbound' | 'inbound';
  readonly via?: { readonly namespace: string; readonly name: string };
  readonly withReturn: boolean;
}

/** How forks and opaque code are to be decided. */
export interface TracePins {
  readonly endpoint?: string;
  readonly randomValue?: number;
  /** What inspectors take plaintext for, whatever its first bytes are: they may come late, or in pieces. */
  readonly detect?: 'http' | 'tcp';
  readonly pins: ReadonlyMap<string, string>;
  /** Filter name, or `*`, to what it does. */
  readonly assume: ReadonlyMap<string, 'pass' | 'deny'>;
  /** When the request is sent, seconds since 1970; undefined: whatever hangs on the time is not decided. */
  readonly now?: number;
  readonly strict: boolean;
  readonly branches: 'few' | 'all' | 'likeliest';
  readonly maxBranches: number;
}
