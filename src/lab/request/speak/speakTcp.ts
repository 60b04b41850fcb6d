import type { Duplex } from 'node:stream';
import type { CallerSaw } from '../CallerSaw.js';
import type { Dial } from '../Dial.js';

/** Sends the data and waits for the first bytes that come back; an end without any is a closed connection. */
export function speakTcp(stream: Duplex, { data }: Dial): Promise<CallerSaw> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.once('data', (bytes: Buffer) => {
      resolve({ kind: 'bytes', text: bytes.toString() });
    });
    stream.once('end', () => {
      resolve({ kind: 'closed', error: '' });
    });
    if (data !== '') stream.write(data);
  });
}
