/** What an outlier detector remembers of a host. */
export interface HostHistory {
  consecutive5xx: number;
  consecutiveGateway: number;
  consecutiveLocal: number;
  /** On the clock of `performance.now()`. */
  ejectedAt: number;
  /** How often it was ejected: the next time is that much longer. */
  ejections: number;
}

/** Of a host that nothing is known of. */
export function newHistory(): HostHistory {
  return { consecutive5xx: 0, consecutiveGateway: 0, consecutiveLocal: 0, ejectedAt: 0, ejections: 0 };
}
