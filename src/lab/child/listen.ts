import type { Server } from 'node:net';

/** Listens on an address and port, or a Unix socket; fails as the kernel says. `::` takes IPv4, too. */
export function listen(
  server: Server,
  where: { readonly host: string; readonly port: number } | { readonly path: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...where, backlog: 511 }, () => {
      server.off('error', reject);
      server.on('error', (error) => process.stderr.write(`${error.message}\n`));
      resolve();
    });
  });
}
