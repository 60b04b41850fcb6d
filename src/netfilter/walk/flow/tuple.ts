import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { IpAddress } from '../../../net/IpAddress.js';
import type { SocketAddress } from '../../../net/SocketAddress.js';

/** The tuple of the answer. */
export function invertTuple(tuple: ConntrackTuple): ConntrackTuple {
  return makeTuple(tuple.destination, tuple.destinationPort, tuple.source, tuple.sourcePort);
}

/** A connection's tuple of one direction. */
export function makeTuple(
  source: IpAddress,
  sourcePort: number | undefined,
  destination: IpAddress,
  destinationPort: number | undefined,
): ConntrackTuple {
  return {
    source,
    destination,
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(destinationPort === undefined ? {} : { destinationPort }),
  };
}

/** Whether two tuples are the same; an unknown (ephemeral) port equals only an unknown one. */
export function sameTuple(a: ConntrackTuple, b: ConntrackTuple): boolean {
  return (
    a.source.text === b.source.text &&
    a.destination.text === b.destination.text &&
    a.sourcePort === b.sourcePort &&
    a.destinationPort === b.destinationPort
  );
}

/** Port 0 stands for one that is not known, or for a protocol without ports. */
export function tupleSource(tuple: ConntrackTuple): SocketAddress {
  return { ip: tuple.source, port: tuple.sourcePort ?? 0 };
}

/** As `tupleSource`. */
export function tupleDestination(tuple: ConntrackTuple): SocketAddress {
  return { ip: tuple.destination, port: tuple.destinationPort ?? 0 };
}
