// The least that a proxy of node:http does: passes requests on to 127.0.0.1 at the port given, over connections that are kept. No
// configuration, no routes, no log: what the reference proxy's CPU is compared with.
import { Agent, createServer, request } from 'node:http';

const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, response) => {
  const { method, url: path, headers } = incoming;
  const upstream = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  incoming.pipe(upstream);
});
server.listen(0, '127.0.0.1', () => console.error(`listening: 127.0.0.1:${server.address().port}; admin off`));
