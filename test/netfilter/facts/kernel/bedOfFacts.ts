import { afterAll, beforeAll, describe } from 'vitest';
import type { Bed } from '../../../proof/kernel/bed/Bed.js';
import { openBed } from '../../../proof/kernel/bed/openBed.js';
import type { SentPacket } from '../../../proof/kernel/contract.js';

const isRoot = process.getuid?.() === 0;

/** A `describe` whose tests have a bed in a real kernel; without root it is skipped, and its name says why. */
export function describeInKernel(name: string, tests: (bed: () => Bed) => void): void {
  describe.skipIf(!isRoot)(isRoot ? name : `${name} (skipped: not root)`, () => {
    let bed: Bed | undefined;
    beforeAll(async () => {
      bed = await openBed();
    });
    afterAll(() => bed?.close());
    tests(() => {
      if (bed === undefined) throw new Error('the bed is not open');
      return bed;
    });
  });
}

/** A TCP connection or a datagram, out of the pod or into it, with what a test changes. */
export function packet(words: string, change: Partial<SentPacket> = {}): SentPacket {
  const [direction = '', protocol = '', address = ''] = words.split(' ');
  const [, destination = '', port = ''] = /^\[?([^\]]+)\]?:(\d+)$/.exec(address) ?? [];
  const six = destination.includes(':');
  return {
    direction: direction === 'in' ? 'in' : 'out',
    protocol: protocol === 'udp' ? 'udp' : protocol === 'icmp' ? 'icmp' : 'tcp',
    ...(direction === 'in' ? { source: six ? 'fd00::1' : '10.0.0.1' } : {}),
    sourcePort: 40000,
    destination,
    destinationPort: Number(port),
    uid: 1000,
    gid: 1000,
    groups: [],
    mark: 0,
    transparent: false,
    inInterface: direction === 'in' ? 'eth0' : '',
    state: 'new',
    ...change,
  };
}
