import { describe, expect, test } from 'vitest';
import type { ConntrackView } from '../../../src/netfilter/model/ConntrackView.js';
import { BEFORE_CONNTRACK, ip, NEW, NEW_FLOW, truth, UNTRACKED } from './harness.js';

/** The answer of a server that a REDIRECT to 15001 reached. */
const REPLY: ConntrackView = {
  state: 'ESTABLISHED',
  entry: {
    ...NEW_FLOW,
    direction: 'REPLY',
    dnat: true,
    status: ['SEEN_REPLY', 'CONFIRMED'],
    reply: { source: ip('127.0.0.1'), sourcePort: 15001, destination: ip('10.0.0.2'), destinationPort: 40000 },
  },
};

describe('M1: the state by place', () => {
  test.each([
    ['raw, before conntrack', BEFORE_CONNTRACK, 'INVALID', 'NEW'],
    ['mangle', NEW, 'NEW', 'INVALID'],
    ['behind NOTRACK', UNTRACKED, 'UNTRACKED', 'NEW'],
  ])('in %s', (_, conntrack, state, other) => {
    expect(truth(`-m conntrack --ctstate ${state}`, { conntrack })).toBe('yes');
    expect(truth(`-m conntrack ! --ctstate ${state}`, { conntrack })).toBe('no');
    expect(truth(`-m conntrack --ctstate ${other}`, { conntrack })).toBe('no');
    expect(truth(`-m conntrack ! --ctstate ${other}`, { conntrack })).toBe('yes');
    expect(truth(`-m state --state ${state}`, { conntrack })).toBe('yes');
  });
});

test('M2: DNAT and the reply tuple are seen once nat has decided', () => {
  expect(truth('-m conntrack --ctstate DNAT', { conntrack: NEW })).toBe('no');
  expect(truth('-m conntrack --ctreplsrcport 15001', { conntrack: NEW })).toBe('no');
  expect(truth('-m conntrack --ctstate DNAT', { conntrack: REPLY })).toBe('yes');
  expect(truth('-m conntrack --ctreplsrc 127.0.0.1 --ctreplsrcport 15001', { conntrack: REPLY })).toBe('yes');
});

test('M3: the reply of a redirected flow still shows the dialled address', () => {
  const words = '-m conntrack --ctstate ESTABLISHED --ctorigdst 192.0.2.10 --ctorigdstport 80 --ctdir REPLY';
  expect(truth(words, { conntrack: REPLY })).toBe('yes');
  expect(truth('-m conntrack --ctdir ORIGINAL', { conntrack: REPLY })).toBe('no');
});

test('M4: status', () => {
  expect(truth('-m conntrack --ctstatus CONFIRMED', { conntrack: NEW })).toBe('no');
  expect(truth('-m conntrack --ctstatus ASSURED,CONFIRMED', { conntrack: REPLY })).toBe('yes');
  expect(truth('-m conntrack ! --ctstatus SEEN_REPLY', { conntrack: REPLY })).toBe('no');
  expect(truth('-m conntrack --ctstatus NONE', { conntrack: NEW })).toBe('no');
});

test('M5: the states of a list are or, a negation is over the list', () => {
  expect(truth('-m conntrack --ctstate RELATED,ESTABLISHED', { conntrack: REPLY })).toBe('yes');
  expect(truth('-m conntrack ! --ctstate RELATED,ESTABLISHED', { conntrack: REPLY })).toBe('no');
  expect(truth('-m conntrack ! --ctstate RELATED,NEW', { conntrack: REPLY })).toBe('yes');
});

describe('M9: without an entry', () => {
  test.each([
    ['-m connmark --mark 0x1', 'no'],
    ['-m connmark ! --mark 0x1', 'no'],
    ['-m conntrack --ctdir ORIGINAL', 'no'],
    ['-m conntrack --ctorigdst 192.0.2.10', 'no'],
    ['-m conntrack ! --ctorigdst 192.0.2.10', 'no'],
    ['-m conntrack --ctstate UNTRACKED --ctorigdst 203.0.113.9', 'yes'],
    ['-m conntrack ! --ctstate NEW --ctorigdst 203.0.113.9', 'yes'],
    ['-m conntrack --ctstate NEW --ctorigdst 192.0.2.10', 'no'],
  ])('%s: %s', (words, expected) => expect(truth(words, { conntrack: UNTRACKED })).toBe(expected));

  test('in raw the state is INVALID and skips the rest, too', () =>
    expect(truth('-m conntrack --ctstate INVALID --ctorigdst 203.0.113.9', { conntrack: BEFORE_CONNTRACK })).toBe(
      'yes',
    ));
});

test('--ctproto takes names and numbers', () => {
  expect(truth('-m conntrack --ctproto 6')).toBe('yes');
  expect(truth('-m conntrack ! --ctproto udp')).toBe('yes');
});

test('--ctexpire is not known', () => expect(truth('-m conntrack --ctexpire 10')).toBe('unknown'));

describe('marks', () => {
  test.each([
    [0x1539, '0x539/0xfff', 'yes'],
    [0x539, '0x1539/0xfff', 'no'],
    [0x1539, '0x1539/0xfff', 'no'],
    [0x539, '1337', 'yes'],
    [0xffffffff, '0xffffffff', 'yes'],
    [0x80000000, '0x80000000/0x80000000', 'yes'],
  ])('M6: (mark & mask) == value: %i is %s: %s', (mark, words, expected) => {
    expect(truth(`-m mark --mark ${words}`, { mark })).toBe(expected);
    const conntrack: ConntrackView = { state: 'NEW', entry: { ...NEW_FLOW, mark } };
    expect(truth(`-m connmark --mark ${words}`, { conntrack })).toBe(expected);
  });
  test('M6: negated', () => expect(truth('-m mark ! --mark 0x539/0xfff', { mark: 0x1539 })).toBe('no'));
});
