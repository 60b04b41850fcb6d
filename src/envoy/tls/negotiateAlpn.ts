/**
 * The protocol that a TLS server picks among those that the client offers: the first of its own list, in its own order, that the
 * client has (BoringSSL `SSL_select_next_proto`, as tls/server_context_impl.cc `alpnSelectCallback` calls it). Undefined: none, and
 * the handshake goes on without one.
 */
export function negotiateAlpn(server: readonly string[], client: readonly string[]): string | undefined {
  return server.find((name) => client.includes(name));
}
