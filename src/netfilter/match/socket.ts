/** `-m socket`. */
export interface SocketMatch {
  readonly kind: 'socket';
  /** Only sockets with `IP_TRANSPARENT`. */
  readonly transparent: boolean;
  /** Sockets bound to any address count too. */
  readonly nowildcard: boolean;
  /** Sets the packet's mark to the socket's when it matches. */
  readonly restoreMark: boolean;
}
