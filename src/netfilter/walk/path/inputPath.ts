import { isLoopback } from '../../../net/IpAddress.js';
import type { Outcome } from '../hooks/Outcome.js';
import { runHook } from '../hooks/runHook.js';
import type { Journey } from '../Journey.js';
import { lostReply } from './lostReply.js';
import { routeOnward } from './routeOnward.js';

/** The way of a packet from the wire: PREROUTING, routing, then INPUT and a socket, or FORWARD and POSTROUTING. */
export function inputPath(journey: Journey): Outcome {
  const martian = loopbackFromWire(journey);
  if (martian !== undefined) return lostReply(journey, 'PREROUTING', martian);
  const pre = runHook(journey, 'PREROUTING');
  return pre.kind === 'end' ? pre : routeOnward(journey);
}

/** IPv6 drops what comes by the wire from or to `::1` before any rule (`ip6_rcv_core`; kernel 6.18 measured); IPv4 looks at routes only. */
function loopbackFromWire({ packet: { family, source, destination, inInterface } }: Journey): string | undefined {
  if (family === 4 || inInterface === 'lo') return undefined;
  const loopback = [source, destination].find(isLoopback);
  return loopback && `${loopback.text} came in by ${inInterface}`;
}
