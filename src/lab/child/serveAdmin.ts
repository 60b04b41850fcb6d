import { connect, createServer } from 'node:net';
import type { ChildAdmin } from './ChildSpec.js';
import { listen } from './listen.js';

/** Leads each connection of the Unix socket to the admin interface on 127.0.0.1 of this network namespace. */
export async function serveAdmin({ socket, port }: ChildAdmin): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const admin = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    client.pipe(admin);
    admin.pipe(client);
    client.on('error', () => admin.destroy());
    admin.on('error', () => client.destroy());
  });
  await listen(server, { path: socket });
}
