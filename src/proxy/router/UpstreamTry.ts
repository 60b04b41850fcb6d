import type { Header, HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import type { UpstreamFailure, UpstreamHandlers, UpstreamStream, UpstreamTicket } from '../upstream/UpstreamStream.js';
import type { Forwarding } from './Forwarding.js';

/** One try of a request at one host. */
export class UpstreamTry implements UpstreamHandlers {
  readonly #forwarding: Forwarding;
  readonly #cluster: ActiveCluster;
  readonly #host: ActiveHost;
  readonly #request: HttpRequest;
  readonly #began = performance.now();
  #ticket: UpstreamTicket | undefined;
  #stream: UpstreamStream | undefined;
  #over = false;
  #longest: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(forwarding: Forwarding, cluster: ActiveCluster, host: ActiveHost, request: HttpRequest) {
    this.#forwarding = forwarding;
    this.#cluster = cluster;
    this.#host = host;
    this.#request = request;
  }

  /** How to give up; set as soon as the pool has given a ticket. */
  set ticket(ticket: UpstreamTicket) {
    this.#ticket = ticket;
  }

  /** Milliseconds since it began. */
  get age(): number {
    return performance.now() - this.#began;
  }

  ready(stream: UpstreamStream): void {
    const { run, body } = this.#forwarding;
    const { record } = run;
    const { connection } = stream;
    this.#stream = stream;
    record.upstreamConnectionId = connection.id;
    record.upstreamProtocol = connection.protocol;
    if (connection.local !== undefined) record.upstreamLocalAddress = connection.local;
    if (connection.peer !== undefined) record.upstreamPeer = connection.peer;
    const { maxStreamDurationMs } = this.#cluster.settings;
    if (maxStreamDurationMs > 0) this.#longest = setTimeout(() => this.#tooLong(), maxStreamDurationMs);
    const { perTryIdleTimeoutMs } = this.#forwarding.plan.retry;
    if (perTryIdleTimeoutMs > 0) this.#idle = setTimeout(() => this.#idled(), perTryIdleTimeoutMs);
    record.firstUpstreamByteSentAt = performance.now();
    stream.writeHead(this.#request, run.downstream.endStream);
    if (!run.downstream.endStream) body.sendTo(stream);
  }

  informational(status: number, headers: readonly Header[]): void {
    const { plan, downstream } = this.#forwarding.run;
    // Others are swallowed (source/common/http/conn_manager_impl.cc, encode1xxHeaders; measured).
    if (plan.settings.proxies100Continue) downstream.informational(status, headers);
  }

  head(status: number, headers: readonly Header[], endStream: boolean): void {
    if (this.#over) return;
    const { run, patience } = this.#forwarding;
    run.record.firstUpstreamByteReceivedAt = performance.now();
    patience.touch();
    this.#idle?.refresh();
    if (status >= 500) this.#host.rqError += 1;
    else this.#host.rqSuccess += 1;
    this.#cluster.outlier?.answered(this.#host, status);
    const { stats } = this.#forwarding.cluster ?? this.#cluster;
    if (this.#forwarding.answered(status, headers, endStream)) {
      stats.status(status);
      return;
    }
    stats.retriedStatus(status);
    this.#finish();
    if (!endStream) this.#ticket?.cancel();
  }

  data(chunk: Buffer): void {
    if (this.#over) return;
    const { run, patience } = this.#forwarding;
    patience.touch();
    this.#idle?.refresh();
    run.record.bytesSent += chunk.length;
    if (!run.downstream.write(chunk)) this.#stream?.pause();
  }

  end(trailers: readonly Header[]): void {
    if (this.#over) return;
    this.#finish();
    this.#cluster.stats.rqTime.record(this.age);
    this.#forwarding.done(trailers);
  }

  failed({ kind, detail, transportFailure }: UpstreamFailure): void {
    if (this.#over) return;
    this.#finish();
    const { record } = this.#forwarding.run;
    if (transportFailure !== undefined) record.upstreamTransportFailureReason = transportFailure;
    this.#host.rqError += 1;
    if (kind === 'pending_overflow') record.upstreamHost = '';
    else if (kind !== 'overflow') {
      if (this.#stream === undefined) this.#cluster.stats.rqPendingFailureEject.add(1);
      this.#cluster.outlier?.failed(this.#host, kind);
    }
    this.#forwarding.failed(kind, detail);
  }

  drained(): void {
    this.#forwarding.body.drained();
  }

  /** `max_stream_duration` of the cluster. */
  #tooLong(): void {
    if (this.#over) return;
    this.cancel();
    this.#forwarding.failed('upstream_max_stream_duration');
  }

  /** `per_try_idle_timeout`. */
  #idled(): void {
    if (this.#over) return;
    this.#cluster.stats.rqPerTryIdleTimeout.add(1);
    this.timedOut();
    this.cancel();
    this.#forwarding.failed('per_try_idle_timeout');
  }

  /** It took too long. */
  timedOut(): void {
    this.#host.rqTimeout += 1;
    this.#cluster.outlier?.failed(this.#host, 'response_timeout');
  }

  #finish(): void {
    this.#over = true;
    clearTimeout(this.#longest);
    clearTimeout(this.#idle);
  }

  /** The client can take more. */
  resume(): void {
    this.#stream?.resume();
  }

  /** Nothing more is wanted of it. */
  cancel(): void {
    if (this.#over) return;
    this.#finish();
    this.#ticket?.cancel();
  }
}
