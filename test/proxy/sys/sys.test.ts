import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { formatSocketAddress, parseSocketAddress, type SocketAddress } from '../../../src/net/SocketAddress.js';
import { inNamespace, newNamespace } from '../../../src/proxy/sys/networkNamespace.js';
import { openLibc } from '../../../src/proxy/sys/openLibc.js';
import { bindSocket, openConnection, openListener, openSocket } from '../../../src/proxy/sys/openSocket.js';
import { originalDestination } from '../../../src/proxy/sys/originalDestination.js';
import { decodeSockaddr, encodeSockaddr } from '../../../src/proxy/sys/sockaddr.js';
import { socketFd } from '../../../src/proxy/sys/socketFd.js';
import { localAddress, peerAddress } from '../../../src/proxy/sys/socketNames.js';
import { asOwner } from '../../../src/proxy/sys/socketOwner.js';
import { checked } from '../../../src/proxy/sys/SystemCallError.js';

const libc = await openLibc();
const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? '' : ' (skipped: not root)';

const opened: (() => unknown)[] = [];
afterEach(() => {
  for (const close of opened.splice(0).reverse()) close();
});

function address(text: string): SocketAddress {
  const parsed = parseSocketAddress(text);
  if (parsed === undefined) throw new Error(`no address: ${text}`);
  return parsed;
}

function kept(fd: number): number {
  opened.push(() => libc.close(fd));
  return fd;
}

describe('sockaddr', () => {
  test.each([
    ['10.0.0.2:8080', '02 00 1f 90 0a 00 00 02 00 00 00 00 00 00 00 00'],
    ['[fd00::2]:80', '0a 00 00 50 00 00 00 00 fd 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00 00 00'],
  ])('%s', (text, hex) => {
    const bytes = encodeSockaddr(address(text));
    expect(
      Buffer.from(bytes)
        .toString('hex')
        .replace(/(..)(?=.)/g, '$1 '),
    ).toBe(hex);
    expect(decodeSockaddr(bytes)).toEqual(address(text));
  });
  test('a UNIX socket has none', () => expect(decodeSockaddr(new Uint8Array(16).fill(1))).toBeUndefined());
});

describe('sockets', () => {
  test.each(['127.0.0.1:0', '[::1]:0'])(
    'a listener of ours serves Node.js, and a connection of ours is a stream: %s',
    async (at) => {
      const server = createServer((socket) => socket.end('hello'));
      server.listen({ fd: openListener(libc, address(at), {}) });
      opened.push(() => server.close());
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const source = { ...address(at), port: 0 };
      const client = new Socket({ fd: openConnection(libc, { ...address(at), port }, { source }) });
      const [data] = (await once(client, 'data')) as [Buffer];
      expect(data.toString()).toBe('hello');
      client.destroy();
    },
  );
  test('the descriptor of a server of Node.js tells its address', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    opened.push(() => server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(localAddress(libc, socketFd(server) ?? -1)).toEqual(address(`127.0.0.1:${port}`));
  });
  test('a closed stream has no descriptor', () => expect(socketFd(new Socket())).toBeUndefined());
  test('a socket without a peer has no peer address', () => {
    expect(peerAddress(libc, kept(openSocket(libc, 4, 'tcp', {})))).toBeUndefined();
  });
  test('an address in use is named', () => {
    const fd = kept(openListener(libc, address('127.0.0.1:0'), {}));
    checked(libc, libc.listen(fd, 1), 'listen');
    const taken = localAddress(libc, fd) ?? address('127.0.0.1:0');
    expect(() => openListener(libc, taken, {})).toThrow('bind: EADDRINUSE');
  });
  test('two listeners share a port by SO_REUSEPORT', () => {
    const fd = kept(openListener(libc, address('127.0.0.1:0'), { reusePort: true }));
    const taken = localAddress(libc, fd) ?? address('127.0.0.1:0');
    expect(localAddress(libc, kept(openListener(libc, taken, { reusePort: true })))).toEqual(taken);
  });
  test('an address that is not there is refused', () => {
    expect(() => openListener(libc, address('192.0.2.1:80'), {})).toThrow('bind: EADDRNOTAVAIL');
  });
  test.runIf(isRoot)(`unless the socket is transparent or binds freely${needsRoot}`, () => {
    for (const options of [{ transparent: true }, { freebind: true }]) {
      for (const foreign of ['192.0.2.1:7', '[2001:db8::1]:7']) {
        const fd = kept(openListener(libc, address(foreign), options));
        expect(localAddress(libc, fd)).toEqual(address(foreign));
      }
    }
  });
  test.runIf(isRoot)(`a descriptor belongs to whom it was opened for${needsRoot}`, () => {
    const fd = asOwner(libc, { uid: 1337, gid: 4242, groups: [7] }, () =>
      kept(openSocket(libc, 4, 'udp', { mark: 7 })),
    );
    const { uid, gid } = statSync(`/proc/self/fd/${fd}`);
    expect({ uid, gid }).toEqual({ uid: 1337, gid: 4242 });
    const after = statSync(`/proc/self/fd/${kept(openSocket(libc, 4, 'udp', {}))}`);
    expect(after.uid).toBe(0);
  });
});

describe.runIf(isRoot)(`in a network namespace${needsRoot}`, () => {
  const RULES = `
    table inet t {
      chain o {
        type nat hook output priority -100
        ip daddr 127.0.0.9 tcp dport 80 redirect to :15001
        ip6 daddr ::1 tcp dport 80 redirect to :15001
      }
    }
  `;

  test.each([
    ['127.0.0.9:80', '0.0.0.0:15001', 4],
    ['[::1]:80', '[::]:15001', 6],
    ['127.0.0.9:80', '[::]:15001', 4],
  ] as const)('who dialled %s and reached %s is asked for in family %i', (dialled, listening, family) => {
    const namespace = kept(newNamespace(libc));
    const accepted = inNamespace(libc, namespace, () => {
      execFileSync('ip', ['link', 'set', 'lo', 'up']);
      execFileSync('nft', ['-f', '-'], { input: RULES });
      const listener = kept(openListener(libc, address(listening), { v6only: false }));
      checked(libc, libc.listen(listener, 8), 'listen');
      kept(openConnection(libc, address(dialled), {}));
      return kept(checked(libc, libc.accept4(listener, null, null, 0), 'accept4'));
    });
    expect(originalDestination(libc, accepted, family)).toEqual(address(dialled));
    expect(originalDestination(libc, accepted, family === 4 ? 6 : 4)).toBeUndefined();
    const local = localAddress(libc, accepted);
    expect(local && formatSocketAddress(local)).toMatch(/:15001$/);
  });

  test('nothing of it is left in the namespace that the thread came from', () => {
    const namespace = kept(newNamespace(libc));
    const inside = inNamespace(libc, namespace, () => execFileSync('ip', ['-br', 'link']).toString());
    expect(inside).toMatch(/^lo +DOWN/);
    const fd = kept(openSocket(libc, 4, 'udp', {}));
    bindSocket(libc, fd, address('127.0.0.1:0'));
    expect(localAddress(libc, fd)).toBeDefined();
  });
});
