import { connect } from 'node:net';

/** What a client got on one connection until it was quiet or closed. */
export interface Answer {
  readonly text: string;
  readonly end: 'open' | 'closed' | 'reset';
}

/** Writes bytes to a port of loopback, one part after the other, and gathers what comes back for as long as something comes. */
export async function exchange(port: number, parts: readonly string[], quietMs = 250, mostMs = 4000): Promise<Answer> {
  return new Promise((resolve) => {
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    const socket = connect(port, '127.0.0.1');
    const finish = (end: Answer['end']): void => {
      clearTimeout(timer);
      clearTimeout(most);
      socket.destroy();
      resolve({ text, end });
    };
    const most = setTimeout(() => finish('open'), mostMs);
    const quiet = (): void => {
      clearTimeout(timer);
      if (text !== '') timer = setTimeout(() => finish('open'), quietMs);
    };
    socket.on('connect', () => {
      parts.forEach((part, index) => setTimeout(() => socket.write(part, 'latin1'), index * 60));
    });
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      quiet();
    });
    socket.on('end', () => finish('closed'));
    socket.on('error', () => finish('reset'));
  });
}

/** An answer so that two can be compared: header lines sorted, what differs from run to run masked. */
export function comparable({ text, end }: Answer, port: number): string {
  const parts = text.split('\r\n\r\n').map((part) =>
    part.startsWith('HTTP/')
      ? part
          .split('\r\n')
          .map((line, index) => (index === 0 ? line : masked(line)))
          .sort((a, b) => Number(b.startsWith('HTTP/')) - Number(a.startsWith('HTTP/')) || (a < b ? -1 : 1))
          .join('\n')
      : masked(part),
  );
  // Envoy waits a second for the client to close, node:http does not.
  const told = /^connection: close$/m.test(parts.join('\n')) ? 'to be closed' : end;
  return `${parts.join('\n\n')}\n(${told})`.replaceAll(String(port), 'PORT');
}

function masked(text: string): string {
  return text
    .replace(/^date: .*$/im, 'date: DATE')
    .replace(/^(x-envoy-upstream-service-time): \d+$/im, '$1: MS')
    .replaceAll(/^(x-envoy-expected-rq-timeout-ms): 14\d{3}$/gm, '$1: WHAT IS LEFT')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'UUID');
}
