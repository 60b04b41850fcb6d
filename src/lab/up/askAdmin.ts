import { request } from 'node:http';

/** What a proxy's admin interface answered. */
export interface AdminAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Asks a proxy's admin interface by the lab's Unix socket (`LabProxyState.adminSocket`). */
export function askAdmin(socketPath: string, path: string, method: 'GET' | 'POST' = 'GET'): Promise<AdminAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, method, timeout: 10_000, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    asked.on('timeout', () => asked.destroy(new Error(`${path}: no answer`)));
    asked.on('error', reject);
    asked.end();
  });
}
