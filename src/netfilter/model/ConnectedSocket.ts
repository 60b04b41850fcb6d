/** A socket with two ends: of a connection, or a UDP socket after connect(). */
export interface ConnectedSocket {
  /** `IP_TRANSPARENT`, which an accepted socket inherits; `undefined`: not known. */
  readonly transparent: boolean | undefined;
}
