import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { chosen, listenerOf, type ShortConnection } from './chains.js';
import { action, exact, list, nested, prefix, ranges, single, tree } from '../matcher/trees.js';

const CHAINS = { A: {}, B: {}, C: {}, default: {} };
const port = (map: Readonly<Record<string, JsonObject>>, onNoMatch?: JsonObject) =>
  tree(exact('DestinationPortInput', map), onNoMatch);
const sni = (map: Readonly<Record<string, JsonObject>>, onNoMatch?: JsonObject) =>
  tree(exact('ServerNameInput', map), onNoMatch);
const MISS = nested(sni({ 'never.com': action('C') }));
const by = (name: string, key: string) => tree(exact(name, { [key]: action('A') }), action('B'));

describe('filter_chain_matcher', () => {
  it.each<[string, JsonObject, ShortConnection, string]>([
    ['exact map', port({ '80': action('A') }, action('B')), {}, 'A'],
    ['on_no_match', port({ '80': action('A') }, action('B')), { d: '10.0.0.1:81' }, 'B'],
    ['no result: the default chain', port({ '80': action('A') }), { d: '10.0.0.1:81' }, 'default'],
    ['a name that no chain has: not even the default', port({ '80': action('Z') }, action('B')), {}, 'closed'],
    [
      'a nested miss leads to on_no_match',
      port({ '80': nested(sni({ 'a.com': action('A') })) }, action('B')),
      { sni: 'b.com' },
      'B',
    ],
    [
      'a nested on_no_match is nearer',
      port({ '80': nested(sni({ 'a.com': action('A') }, action('C'))) }, action('B')),
      { sni: 'b.com' },
      'C',
    ],
    [
      'a nested miss goes back to the shorter prefix',
      tree(prefix('ServerNameInput', { foo: action('A'), foobar: MISS }), action('C')),
      { sni: 'foobar.x' },
      'A',
    ],
    [
      'the longest prefix',
      tree(prefix('ServerNameInput', { foo: action('A'), foobar: action('B') })),
      { sni: 'foobar.x' },
      'B',
    ],
    ['no prefix fits', tree(prefix('ServerNameInput', { foo: action('A') }), action('C')), { sni: 'bar' }, 'C'],
    [
      'a nested miss goes back to the wider range',
      tree(
        ranges('DestinationIPInput', [
          ['10.0.0.0/8', action('A')],
          ['10.1.0.0/16', MISS],
        ]),
      ),
      { d: '10.1.1.1:80' },
      'A',
    ],
    [
      'the longest range',
      tree(
        ranges('DestinationIPInput', [
          ['10.0.0.0/8', action('A')],
          ['10.1.0.0/16', action('B')],
        ]),
      ),
      { d: '10.1.1.1:80' },
      'B',
    ],
    [
      'a range without length',
      tree(ranges('DestinationIPInput', [['10.0.0.0', action('A')]])),
      { d: '1.2.3.4:80' },
      'A',
    ],
    [
      'a list goes on after a nested miss',
      tree(
        list(
          [single('ServerNameInput', { exact: 'x.com' }), MISS],
          [single('ServerNameInput', { prefix: 'x' }), action('A')],
        ),
      ),
      { sni: 'x.com' },
      'A',
    ],
    [
      'the first of a list that holds',
      tree(
        list(
          [single('ServerNameInput', { prefix: 'x' }), action('A')],
          [single('ServerNameInput', { exact: 'x' }), action('B')],
        ),
      ),
      { sni: 'x' },
      'A',
    ],
    [
      'not: holds where there is no value',
      tree(list([{ not_matcher: single('ServerNameInput', { exact: 'a.com' }) }, action('A')])),
      {},
      'A',
    ],
    [
      'and',
      tree(
        list([
          {
            and_matcher: {
              predicate: [single('ServerNameInput', { exact: 'a.com' }), single('SourceIPInput', { prefix: '192.' })],
            },
          },
          action('A'),
        ]),
        action('B'),
      ),
      { sni: 'a.com' },
      'A',
    ],
    [
      'or',
      tree(
        list([
          {
            or_matcher: {
              predicate: [single('ServerNameInput', { exact: 'b.com' }), single('SourceIPInput', { prefix: '192.' })],
            },
          },
          action('A'),
        ]),
      ),
      { sni: 'a.com' },
      'A',
    ],
    [
      'ALPN: each quoted, in the order of the client',
      by('ApplicationProtocolInput', "'h2','http/1.1'"),
      { alpn: ['h2', 'http/1.1'] },
      'A',
    ],
    ['ALPN: one', by('ApplicationProtocolInput', "'http/1.1'"), { alpn: ['http/1.1'] }, 'A'],
    ['ALPN: none is no value', by('ApplicationProtocolInput', ''), {}, 'B'],
    ['transport protocol', by('TransportProtocolInput', 'raw_buffer'), {}, 'A'],
    ['source type: local', by('SourceTypeInput', 'local'), { s: '127.0.0.1:5' }, 'A'],
    ['source type: a remote client has no value', by('SourceTypeInput', ''), {}, 'B'],
    ['source port', by('SourcePortInput', '5555'), {}, 'A'],
    ['source address', by('SourceIPInput', '192.168.1.1'), { direct: '1.1.1.1:1' }, 'A'],
    ['direct source address', by('DirectSourceIPInput', '1.1.1.1'), { direct: '1.1.1.1:1' }, 'A'],
    ['filter state that is not set', tree(exact('FilterStateInput', { x: action('A') }), action('B')), {}, 'B'],
    ['an input that is not modelled', by('DynamicMetadataInput', 'x'), {}, 'unknown'],
    [
      'an action that is no name',
      port({ '80': { action: { name: 'x', typed_config: { '@type': 't/x.Y' } } } }),
      {},
      'unknown',
    ],
    ['an empty tree', {}, {}, 'default'],
  ])('%s', (_rule, filter_chain_matcher, connection, expected) => {
    expect(chosen(listenerOf(CHAINS, { filter_chain_matcher }), connection)).toBe(expected);
  });

  it("ignores the chains' own filter_chain_match", () => {
    const listener = listenerOf({ A: { port: 1 } }, { filter_chain_matcher: port({ '80': action('A') }) });
    expect(chosen(listener, {})).toBe('A');
  });

  it('reads ranges of IPv6', () => {
    const matcher = tree(ranges('DestinationIPInput', [['2001:db8::/32', action('A')]]), action('B'));
    expect(chosen(listenerOf(CHAINS, { filter_chain_matcher: matcher }), { d: '[2001:db8::7]:80' })).toBe('A');
  });
});
