import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { SO_ERROR, SOL_SOCKET } from '../../../../src/proxy/sys/linux.js';
import { encodeSockaddr } from '../../../../src/proxy/sys/sockaddr.js';
import { errnoName } from '../../../../src/proxy/sys/SystemCallError.js';
import type { SentPacket } from '../contract.js';
import { bytes } from './DatagramServer.js';
import { ErrorQueue } from './ErrorQueue.js';
import type { Sender } from './Sender.js';
import { ipOf } from './Servers.js';

const SIOCOUTQ = 0x5411;

/** What the sender knows by now, in the words of `Observation.senderSees`; `undefined`: nothing yet. */
export type Outcome = () => string | undefined;

export function outcomeOf(libc: Libc, { fd, refused }: Sender, packet: SentPacket): Outcome {
  if (refused !== undefined) return () => refused;
  // Nobody answers a raw socket.
  if (packet.state === 'invalid') return () => undefined;
  if (packet.protocol !== 'tcp') return receiveOutcome(libc, fd);
  return packet.state === 'established' ? acknowledgeOutcome(libc, fd) : connectOutcome(libc, packet, fd);
}

/**
 * connect(2) again tells how far the first one came. An ICMP error that comes back while the SYN is still being sent, as all do in
 * a bed, ends the connection only when the next one comes, at the first retransmission; but the socket's error queue has it.
 */
function connectOutcome(libc: Libc, { destination, destinationPort }: SentPacket, fd: number): Outcome {
  const address = encodeSockaddr({ ip: ipOf(destination), port: destinationPort });
  const errors = new ErrorQueue(libc, fd);
  return () => {
    if (libc.connect(fd, address, address.length) >= 0) return 'connected';
    const code = errnoName(libc.errno());
    if (code === 'EISCONN') return 'connected';
    return code === 'EALREADY' || code === 'EINPROGRESS' ? errors.next() : code;
  };
}

function receiveOutcome(libc: Libc, fd: number): Outcome {
  const answer = bytes(64);
  return () => {
    if (libc.recv(fd, answer, answer.length, 0) >= 0) return 'answered';
    const code = errnoName(libc.errno());
    return code === 'EAGAIN' ? undefined : code;
  };
}

/** Data is answered when all of it is acknowledged. */
function acknowledgeOutcome(libc: Libc, fd: number): Outcome {
  const value = bytes(4);
  const length = bytes(4);
  return () => {
    length.writeUInt32LE(4);
    libc.getsockopt(fd, SOL_SOCKET, SO_ERROR, value, length);
    if (value.readInt32LE() !== 0) return errnoName(value.readInt32LE());
    libc.ioctl(fd, SIOCOUTQ, value);
    return value.readInt32LE() === 0 ? 'answered' : undefined;
  };
}
