// Asks a proxy for the same thing again and again over connections that are kept, and is the server behind it, too. Runs as a
// process of its own: says where the server listens, then for each message { port, host, requests, connections } how long it took.
import { connect, createServer } from 'node:net';

const ANSWER = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 512\r\nx-app: payments\r\n\r\n' +
    'x'.repeat(512),
);
const END = '\r\n\r\n';

const upstream = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    // The proxy writes a head at once, and no body.
    if (chunk.subarray(-4).equals(Buffer.from(END))) socket.write(ANSWER);
  });
});
upstream.listen(0, '127.0.0.1', () => process.send({ port: upstream.address().port }));

process.on('message', async ({ port, host, requests, connections }) => {
  const request = Buffer.from(
    `GET /pay/v1/orders/42?full=true HTTP/1.1\r\nhost: ${host}\r\nuser-agent: bench\r\naccept: */*\r\nx-b3-sampled: 0\r\n\r\n`,
  );
  let left = requests;
  const start = performance.now();
  const client = () =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let missing = -1;
      const ask = () => {
        if (left-- > 0) socket.write(request);
        else (socket.destroy(), resolve());
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('end', () => reject(new Error('the proxy closed a connection')));
      socket.on('data', (chunk) => {
        let body = chunk.length;
        if (missing < 0) {
          const head = chunk.indexOf(END);
          if (head < 0) return reject(new Error('a head in parts'));
          if (!chunk.subarray(0, 12).equals(Buffer.from('HTTP/1.1 200'))) return reject(new Error(chunk.toString()));
          missing = 512;
          body -= head + 4;
        }
        missing -= body;
        if (missing > 0) return undefined;
        missing = -1;
        return ask();
      });
    });
  try {
    await Promise.all(Array.from({ length: connections }, client));
    process.send({ milliseconds: performance.now() - start });
  } catch (error) {
    process.send({ error: error.message });
  }
});
process.on('disconnect', () => process.exit());
