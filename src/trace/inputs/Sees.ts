/** Whose packets and whose TLS the criteria see at this point of the walk. */
export interface Sees {
  /** The packet is the client's own; else a proxy's, whose addresses and ids no user chooses. */
  readonly packet: boolean;
  /** Who made the TLS that wraps the content here. */
  readonly tls: 'client' | 'proxy' | 'none';
}
