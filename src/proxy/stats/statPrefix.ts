import type { Listener } from '../../envoy/model/Listener.js';

/** `<kind>.<name>.`; colons become underscores, as Envoy's sanitizeStatsName has it. */
export function statPrefix(kind: string, name: string): string {
  return `${kind}.${name.replaceAll('://', '_').replaceAll(':/', '_').replaceAll(':', '_')}.`;
}

/** `listener.<address>.` of a listener: `stat_prefix` if it has one, else its first address. */
export function listenerStatPrefix(listener: Listener, ownPrefix = ''): string {
  return statPrefix('listener', ownPrefix === '' ? addressText(listener) : ownPrefix);
}

function addressText({ addresses, name }: Listener): string {
  const [address] = addresses;
  if (address?.kind === 'socket_address')
    return address.ip?.family === 6 ? `[${address.ip.text}]:${address.port}` : `${address.host}:${address.port}`;
  return address?.kind === 'pipe' ? address.path : `envoy://${name}/`;
}
