/** One request of a story: what the trace has to say, and that reality has to do so in every step. */
export interface Story {
  /** A file of fixtures/labs. */
  readonly lab: string;
  readonly url: string;
  readonly uid?: number;
  readonly verdict: string;
  /** What the trace says that the caller sees. */
  readonly caller: string;
  readonly flags?: string;
  /** Sent so often: frequencies count. */
  readonly repeat?: number;
}

const SERVER = 'http://server:8080/items?x=1';
const OUTSIDE = 'http://partner.example:8080/';
const OUTSIDE_TCP = 'tcp://partner.example:9000';

/** The failure stories, a line a request. */
export const STORIES: readonly Story[] = [
  { lab: 'passthrough', url: SERVER, verdict: 'DELIVERED', caller: 'app' },
  { lab: 'passthrough', url: OUTSIDE, verdict: 'EXITS_MESH', caller: 'app' },
  { lab: 'passthrough', url: OUTSIDE_TCP, verdict: 'EXITS_MESH', caller: 'app' },
  { lab: 'black-hole', url: OUTSIDE, verdict: 'ANSWERED_BY_PROXY', caller: '502' },
  { lab: 'black-hole', url: OUTSIDE_TCP, verdict: 'NO_UPSTREAM', caller: 'closed', flags: 'UH' },
  { lab: 'app-on-loopback', url: SERVER, verdict: 'NO_UPSTREAM', caller: '503', flags: 'UF' },
  { lab: 'app-on-loopback-before-1-10', url: SERVER, verdict: 'DELIVERED', caller: 'app' },
  { lab: 'app-on-pod-address', url: SERVER, verdict: 'DELIVERED', caller: 'app' },
  { lab: 'app-on-pod-address-before-1-10', url: SERVER, verdict: 'NO_UPSTREAM', caller: '503', flags: 'UF' },
  { lab: 'nothing-listens', url: SERVER, verdict: 'NO_UPSTREAM', caller: '503', flags: 'UF' },
  { lab: 'excluded-port', url: SERVER, verdict: 'DELIVERED_BYPASS', caller: 'app' },
  { lab: 'proxy-uid', url: SERVER, uid: 1337, verdict: 'DELIVERED_BYPASS', caller: 'app' },
  { lab: 'foreign-rule', url: SERVER, verdict: 'DELIVERED_BYPASS', caller: 'app' },
  { lab: 'mtls-strict', url: SERVER, verdict: 'DENIED', caller: '503', flags: 'NR' },
  { lab: 'mtls', url: SERVER, verdict: 'DELIVERED', caller: 'app' },
  { lab: 'mtls-without-sidecar', url: SERVER, verdict: 'DENIED', caller: '503', flags: 'UF' },
  { lab: 'mtls-to-the-app', url: SERVER, verdict: 'DENIED', caller: '503', flags: 'UF' },
  { lab: 'tproxy-not-transparent', url: SERVER, verdict: 'DENIED', caller: '503', flags: 'UF' },
  { lab: 'missing-cluster', url: SERVER, verdict: 'NO_UPSTREAM', caller: '503', flags: 'NC' },
  { lab: 'no-healthy-endpoint', url: SERVER, verdict: 'NO_UPSTREAM', caller: '503', flags: 'UH' },
  { lab: 'fault-abort', url: SERVER, verdict: 'ANSWERED_BY_PROXY', caller: '503', flags: 'FI', repeat: 60 },
  { lab: 'redirect-loop', url: OUTSIDE, verdict: 'LOOP', caller: 'timeout' },
];
