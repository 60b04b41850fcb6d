import type { Socket } from 'node:net';
import type { InspectedConnection, PeerCertificate } from '../../envoy/model/Connection.js';
import type { FilterChain, Listener } from '../../envoy/model/Listener.js';
import type { DownstreamTlsInfo } from '../runtime/StreamInfo.js';

/** What the listener's access log tells of a connection's end. */
export interface ConnectionEnd {
  /** `%CONNECTION_TERMINATION_DETAILS%`: set when a network filter ends it. */
  details: string;
  /** `DPE` when the codec refused what the client sent. */
  flag: '' | 'DPE';
  /** `%DOWNSTREAM_TRANSPORT_FAILURE_REASON%`. */
  transportFailure: string;
}

/** A connection of a client, its filter chain chosen and TLS taken off. */
export interface ClientConnection {
  readonly id: number;
  /** Decrypted where the chain terminates TLS. */
  readonly socket: Socket;
  readonly listener: Listener;
  readonly chain: FilterChain;
  readonly inspected: InspectedConnection;
  readonly tls: boolean;
  readonly tlsInfo?: DownstreamTlsInfo;
  /** What TLS agreed on. */
  readonly alpn?: string;
  readonly peer?: PeerCertificate;
  /** This connection's entry of `x-forwarded-client-cert`, with the details that are wanted. */
  readonly xfcc?: (details: ReadonlySet<string>) => string;
  readonly filterState: ReadonlyMap<string, string>;
  /** How it ended, for the listener's access log. */
  readonly end: ConnectionEnd;
}
