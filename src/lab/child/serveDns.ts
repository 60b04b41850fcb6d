import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import type { ChildDns } from './ChildSpec.js';
import { answerQuery } from './dns/answerQuery.js';
import { listen } from './listen.js';

/** Answers DNS over UDP and TCP. It binds addresses one by one, so that an answer comes from where the query went. */
export async function serveDns(dns: ChildDns): Promise<void> {
  for (const address of dns.addresses) {
    await serveUdp(address, dns);
    await listen(
      createServer((socket) => {
        socket.on('error', () => socket.destroy());
        answerStream(socket, dns.records);
      }),
      { host: address, port: dns.port },
    );
  }
}

/** Over TCP a message has its length before it (RFC 1035, 4.2.2), and comes in pieces. */
function answerStream(socket: Socket, records: ChildDns['records']): void {
  let received = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    if (received.length < 2 || received.length < 2 + received.readUInt16BE()) return;
    const answer = answerQuery(received.subarray(2), records);
    if (answer === undefined) socket.destroy();
    else socket.end(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 0xff]), answer]));
  });
}

function serveUdp(address: string, { port, records }: ChildDns): Promise<void> {
  const socket = address.includes(':') ? createSocket({ type: 'udp6', ipv6Only: true }) : createSocket('udp4');
  socket.on('message', (query, peer) => {
    const answer = answerQuery(query, records);
    if (answer !== undefined) socket.send(answer, peer.port, peer.address);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.off('error', reject);
      socket.on('error', (error) => process.stderr.write(`${error.message}\n`));
      resolve();
    });
  });
}
