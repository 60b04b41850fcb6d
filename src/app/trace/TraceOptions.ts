/** What the user says about one request: the arguments and flags of `trace-request`, unread. */
export interface TraceOptions {
  readonly from: string;
  readonly url: string;
  readonly namespace?: string | undefined;
  readonly method?: string | undefined;
  /** `Name: value` lines; `Name;` is an empty header. */
  readonly headers: readonly string[];
  readonly data?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly http11: boolean;
  readonly http2: boolean;
  readonly http2PriorKnowledge: boolean;
  /** `host:port:address[,address]`. */
  readonly resolve: readonly string[];
  /** `host1:port1:host2:port2`. */
  readonly connectTo: readonly string[];
  readonly sni?: string | undefined;
  readonly alpn?: string | undefined;
  readonly tls?: boolean | undefined;
  readonly asPeer?: string | undefined;
  readonly via?: string | undefined;
  readonly container?: string | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly mark?: number | undefined;
  readonly sourceIp?: string | undefined;
  readonly sourcePort?: number | undefined;
  readonly only?: 'outbound' | 'inbound' | undefined;
  readonly ctState: 'new' | 'established';
  readonly withReturn: boolean;
}
