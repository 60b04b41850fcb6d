import type { Socket } from 'node:net';
import { record, type Speaker } from './record.js';

/**
 * Answers a connection with a line, its record: to the first bytes that come, or, for `first`, before any. What comes afterwards is sent
 * back as it is.
 */
export async function answerTcp(socket: Socket, first: boolean, speaker: Speaker): Promise<void> {
  if (first) say(socket, Buffer.alloc(0), speaker);
  let answered = first;
  try {
    for await (const chunk of socket) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.alloc(0);
      if (answered) socket.write(bytes);
      else say(socket, bytes, speaker);
      answered = true;
    }
    socket.end();
  } catch {
    socket.destroy();
  }
}

function say(socket: Socket, body: Buffer, speaker: Speaker): void {
  socket.write(`${record(socket, speaker, { protocol: 'TCP', body })}\n`);
}
