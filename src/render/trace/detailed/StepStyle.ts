import type { StepKind } from '../../../trace/model/Step.js';

/** How the steps of a kind are told. */
export interface StepStyle {
  /** The word in the left column. */
  readonly label: string;
  /** What a summary begins with that the label says already. */
  readonly said?: string;
  /** Its first line is what the reader's eye should find. */
  readonly strong?: boolean;
  /** Neighbours that are told together: a packet's way, what the listener filters saw, filters that only passed. */
  readonly together?: 'packet' | 'inspected' | 'filters';
  /** Whether the JSON itself is worth a line, or only where it begins with this key: there the configuration says what it matches. */
  readonly excerpt: boolean | string;
  /** Which criteria are told where they held: those that differ from what was got, or none. Failed ones always are. */
  readonly criteria: 'teaching' | 'failed';
  /** How many near misses are told where something was found; where nothing was, {@link MISSES_OF_A_LOSS}. */
  readonly misses: number;
  /** Its place in the dump goes without saying where a neighbour's place is above or below it. */
  readonly derived?: boolean;
}

/** Near misses of a step that found nothing, or refused. */
export const MISSES_OF_A_LOSS = 3;

const plain = { excerpt: false, criteria: 'failed', misses: 0 } as const;

/** Every kind of step has its style: a new one does not compile until it has. */
export const STEP_STYLES: Readonly<Record<StepKind, StepStyle>> = {
  resolve: { ...plain, label: 'name' },
  rule: { ...plain, label: 'rule', together: 'packet', criteria: 'teaching' },
  routing: { ...plain, label: 'packet', together: 'packet' },
  service: { ...plain, label: 'Service', said: 'Service ' },
  socket: { ...plain, label: 'socket' },
  listener: { ...plain, label: 'listener', said: 'listener ', derived: true },
  listener_filter: { ...plain, label: 'inspected', together: 'inspected' },
  filter_chain: {
    label: 'filter chain',
    said: 'filter chain ',
    excerpt: 'filter_chain_match',
    criteria: 'teaching',
    misses: 1,
  },
  tls: { ...plain, label: 'TLS', said: 'TLS ' },
  network_filter: { ...plain, label: 'network filter', together: 'filters', misses: 1, derived: true },
  http_request: { ...plain, label: 'request' },
  route_config: { ...plain, label: 'route config', said: 'route configuration ', derived: true },
  virtual_host: { ...plain, label: 'virtual host', said: 'virtual host ', criteria: 'teaching', derived: true },
  route: { label: 'route', said: 'route ', strong: true, excerpt: true, criteria: 'teaching', misses: 3 },
  http_filter: { label: 'HTTP filter', together: 'filters', excerpt: true, criteria: 'teaching', misses: 1 },
  cluster: { ...plain, label: 'cluster', said: 'cluster ', strong: true },
  endpoint: { ...plain, label: 'endpoint', strong: true },
  transport_socket: { ...plain, label: 'transport' },
  upstream_request: { ...plain, label: 'leaves as', said: 'leaves as ', derived: true },
  reply: { ...plain, label: 'reply' },
  app: { ...plain, label: 'application', strong: true },
};
