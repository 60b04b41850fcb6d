import type { Criterion } from '../../logic/Criterion.js';
import type { Decision, NearMiss } from '../../logic/Decision.js';
import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { Listener } from '../model/Listener.js';
import { listenKeys } from './acceptingListener.js';

/**
 * The listener that a connection is handed to: with `use_original_dst`, the one of the restored destination (exactly its
 * ip:port, else its port's wildcard), else the accepting listener itself. One hand-off only; listeners need not be bound.
 * Source: listener_manager/active_tcp_socket.cc `newConnection`, connection_handler_impl.cc `getBalancedHandlerByAddress`.
 */
export function handOff(config: EnvoyConfig, accepting: Listener, connection: InspectedConnection): Decision<Listener> {
  const stay = (criterion: Criterion, skipped: readonly NearMiss[] = []): Decision<Listener> => ({
    truth: 'yes',
    value: accepting,
    at: accepting.at,
    because: [criterion],
    skipped,
  });
  if (!accepting.useOriginalDst) {
    return stay({ name: 'use_original_dst', expected: 'true for a hand-off', got: 'false', truth: 'no' });
  }
  const destination = connection.local;
  if (!connection.restored) {
    return stay({ name: 'original destination', expected: 'an address', got: 'none was restored', truth: 'no' });
  }
  const got = formatSocketAddress(destination);
  const skipped: NearMiss[] = [];
  for (const key of listenKeys(destination)) {
    const found = config.listenerAt(key);
    if (found.kind === 'found') {
      const because = [{ name: 'original destination', expected: key, got, truth: 'yes' as const }];
      return { truth: 'yes', value: found.value, at: found.at, because, skipped };
    }
    if (found.kind === 'ambiguous') {
      const unknown = `which listener is at ${key}: ${found.notes.join(', ')}`;
      return { truth: 'unknown', because: [], skipped, unknown };
    }
    if (found.kind === 'not_serving') {
      const failed = { name: 'state', expected: 'serving', got: found.state, truth: 'no' as const };
      skipped.push({ what: `listener at ${key}`, at: found.at, failed, held: 1 });
    }
  }
  return stay(
    {
      name: 'original destination',
      expected: `a listener at ${listenKeys(destination).join(' or ')}`,
      got: 'none',
      truth: 'no',
    },
    skipped,
  );
}
