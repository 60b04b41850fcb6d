import { isUnspecified, unmapV4 } from '../../net/IpAddress.js';
import { formatSocketAddress, parseSocketAddress } from '../../net/SocketAddress.js';
import type { DumpEntry } from '../dump/ConfigDump.js';
import type { SocketAddressConfig } from '../model/Address.js';
import { Message } from './Message.js';
import { isInternalListener, readListenerAddresses } from './parseListener.js';
import { servingEntries } from './ResourceIndex.js';

/**
 * Listeners by the addresses under which Envoy's connection handler finds them, as `ip:port` or `[v6]:port`; entries that
 * do not serve stand under theirs where none serves. Source: ConnectionHandlerImpl::addListener in
 * source/common/listener_manager/connection_handler_impl.cc:
 * a later listener takes an address over; `[::]` with `ipv4_compat` also answers for `0.0.0.0` unless that has a listener of
 * its own, and a v4-mapped address with `ipv4_compat` for the IPv4 address in it. UDP listeners are kept elsewhere, internal
 * ones by name.
 */
export function indexByAddress(entries: readonly DumpEntry[]): ReadonlyMap<string, readonly DumpEntry[]> {
  const serving = new Map<string, DumpEntry>();
  for (const entry of servingEntries(entries)) register(serving, entry);
  const index = new Map([...serving].map(([key, entry]) => [key, [entry]]));
  for (const entry of entries.filter(({ state }) => state !== 'static' && state !== 'active')) {
    const own = new Map<string, DumpEntry>();
    register(own, entry);
    for (const key of own.keys()) index.set(key, [...(index.get(key) ?? []), entry]);
  }
  return index;
}

/** The key of an address that a person or a rule writes as text; canonical IP text. */
export function addressKey(text: string): string {
  const address = parseSocketAddress(text);
  return address ? formatSocketAddress(address) : text;
}

/** The key of an internal listener, which is found by its name. */
export function internalKey(name: string): string {
  return `envoy://${name}`;
}

function register(index: Map<string, DumpEntry>, entry: DumpEntry): void {
  const message = new Message(entry.resource, entry.at);
  if (isInternalListener(message)) index.set(internalKey(entry.name), entry);
  for (const address of readListenerAddresses(message)) {
    if (address.kind === 'socket_address' && address.protocol === 'TCP') registerAddress(index, entry, address);
  }
}

function registerAddress(index: Map<string, DumpEntry>, entry: DumpEntry, address: SocketAddressConfig): void {
  const { ip, port } = address;
  if (ip === undefined) return;
  index.set(formatSocketAddress({ ip, port }), entry);
  if (!address.ipv4Compat || ip.family !== 6) return;
  if (isUnspecified(ip)) {
    const any = `0.0.0.0:${port}`;
    if (!index.has(any)) index.set(any, entry);
    return;
  }
  const v4 = unmapV4(ip);
  if (v4.family === 4) index.set(formatSocketAddress({ ip: v4, port }), entry);
}
