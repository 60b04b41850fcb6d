import type { SocketOwner } from '../../model/SocketOwner.js';

/** The owner of a socket of which nothing is known: no owner test is decided. */
export const NOT_KNOWN: SocketOwner = { kind: 'ordinary', knownNot: { uids: [], gids: [] } };
