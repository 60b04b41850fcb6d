import { describe, expect, test } from 'vitest';
import type { SocketOwner } from '../../../src/netfilter/model/SocketOwner.js';
import { APP, PROXY, truth } from './harness.js';

const ROOT: SocketOwner = { kind: 'user', uid: 0, gid: 0 };
const RESET4: SocketOwner = { kind: 'none', socket: true };
const RESET6: SocketOwner = { kind: 'none', socket: false };
const KERNEL: SocketOwner = { kind: 'none' };

const TESTS = [
  '--uid-owner 1337',
  '! --uid-owner 1337',
  '! --gid-owner 1337',
  '--socket-exists',
  '! --socket-exists',
  '--uid-owner 0',
];

describe.each([
  ['an app', APP, ['no', 'yes', 'yes', 'yes', 'no', 'no']],
  ['the proxy', PROXY, ['yes', 'no', 'no', 'yes', 'no', 'no']],
  ['root', ROOT, ['no', 'yes', 'yes', 'yes', 'no', 'yes']],
  ['a reset of the kernel, IPv4', RESET4, ['no', 'yes', 'yes', 'yes', 'no', 'no']],
  ['a reset of the kernel, IPv6', RESET6, ['no', 'yes', 'yes', 'no', 'yes', 'no']],
  ['a packet without owner', KERNEL, ['no', 'yes', 'yes', 'unknown', 'unknown', 'no']],
] as const)('%s', (_, owner, expected) => {
  test.each(TESTS.map((words, i) => [words, expected[i]] as const))('%s: %s', (words, truthOfTest) =>
    expect(truth(`-m owner ${words}`, { owner })).toBe(truthOfTest),
  );
});

test('ids may be a range, both ends included', () => {
  expect(truth('-m owner --uid-owner 1000-1400', { owner: APP })).toBe('yes');
  expect(truth('-m owner --uid-owner 1001-1337', { owner: PROXY })).toBe('yes');
  expect(truth('-m owner ! --uid-owner 1000-1400', { owner: ROOT })).toBe('yes');
});

test('several options and several -m owner are and', () => {
  expect(truth('-m owner --uid-owner 1000 --gid-owner 1337')).toBe('no');
  expect(truth('-m owner --uid-owner 1000 -m owner ! --gid-owner 1337')).toBe('yes');
});

describe('--gid-owner', () => {
  const owner: SocketOwner = { kind: 'user', uid: 1000, gid: 1000, groups: [1337] };
  test('looks at the primary group', () => expect(truth('-m owner --gid-owner 1337', { owner })).toBe('no'));
  test('--suppl-groups: at the others too', () => {
    expect(truth('-m owner --gid-owner 1337 --suppl-groups', { owner })).toBe('yes');
    expect(truth('-m owner ! --gid-owner 1337 --suppl-groups', { owner })).toBe('no');
  });
  test('groups that are not known leave it open', () =>
    expect(truth('-m owner --gid-owner 1337 --suppl-groups')).toBe('unknown'));
});

describe('an ordinary user', () => {
  const owner: SocketOwner = { kind: 'ordinary', knownNot: { uids: [1337, 1338], gids: [1337] } };
  test.each([
    ['--uid-owner 1337', 'no'],
    ['! --uid-owner 1337', 'yes'],
    ['--uid-owner 1337-1338', 'no'],
    ['--uid-owner 1337-1339', 'unknown'],
    ['--uid-owner 0', 'unknown'],
    ['! --uid-owner 0', 'unknown'],
    ['! --gid-owner 1337', 'yes'],
    ['--gid-owner 1337 --suppl-groups', 'unknown'],
    ['--socket-exists', 'yes'],
  ])('%s: %s', (words, expected) => expect(truth(`-m owner ${words}`, { owner })).toBe(expected));
});
