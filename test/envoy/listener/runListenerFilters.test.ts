import { describe, expect, it } from 'vitest';
import { runListenerFilters } from '../../../src/envoy/listener/runListenerFilters.js';
import type { DownstreamConnection, InspectedConnection } from '../../../src/envoy/model/Connection.js';
import { parseListener } from '../../../src/envoy/parse/parseListener.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { formatSocketAddress } from '../../../src/net/SocketAddress.js';
import { client } from './connections.js';

const filter = (kind: string, more: JsonObject = {}): JsonObject => ({
  name: `envoy.filters.listener.${kind}`,
  ...more,
});
const TLS = filter('tls_inspector');
const HTTP = filter('http_inspector');
const ORIGINAL_DST = filter('original_dst');
const off = (start: number, end: number) => ({ filter_disabled: { destination_port_range: { start, end } } });

function run(filters: readonly JsonObject[], connection: DownstreamConnection, more: JsonObject = {}) {
  return runListenerFilters(parseListener({ name: 'l', listener_filters: filters, ...more }, ''), connection);
}

/** `local transport sni alpn` of the connection after the filters; `-` for what is not there. */
function found(connection: InspectedConnection): string {
  const { local, transportProtocol, serverName, applicationProtocols } = connection;
  return [formatSocketAddress(local), transportProtocol, serverName || '-', applicationProtocols.join('+') || '-'].join(
    ' ',
  );
}

describe('listener filters find', () => {
  it.each<[string, readonly JsonObject[], DownstreamConnection, string]>([
    ['nothing where there are none', [], client('tls'), '127.0.0.1:15001 raw_buffer - -'],
    ['the original destination', [ORIGINAL_DST], client('http/1.1', '10.0.0.1:80'), '10.0.0.1:80 raw_buffer - -'],
    ['nothing to restore', [ORIGINAL_DST], client('http/1.1'), '127.0.0.1:15001 raw_buffer - -'],
    [
      'TLS, SNI in lower case, all ALPN',
      [TLS],
      client('tls', undefined, { sni: 'A.Com', alpn: ['h2', 'x'] }),
      '127.0.0.1:15001 tls a.com h2+x',
    ],
    ['TLS without SNI', [TLS], client('tls'), '127.0.0.1:15001 tls - -'],
    ['that bytes are not TLS', [TLS], client('other'), '127.0.0.1:15001 raw_buffer - -'],
    ['HTTP/1.1', [HTTP], client('http/1.1'), '127.0.0.1:15001 raw_buffer - http/1.1'],
    ['HTTP/1.0', [HTTP], client('http/1.0'), '127.0.0.1:15001 raw_buffer - http/1.0'],
    ['HTTP/2 in plain text', [HTTP], client('h2c'), '127.0.0.1:15001 raw_buffer - h2c'],
    ['that bytes are not HTTP', [HTTP], client('other'), '127.0.0.1:15001 raw_buffer - -'],
    ['no HTTP inside TLS', [TLS, HTTP], client('tls', undefined, { alpn: ['h2'] }), '127.0.0.1:15001 tls - h2'],
    ['TLS also after http_inspector', [HTTP, TLS], client('tls'), '127.0.0.1:15001 tls - -'],
    [
      'nothing of TLS with http_inspector alone',
      [HTTP],
      client('tls', undefined, { sni: 'a.com' }),
      '127.0.0.1:15001 raw_buffer - -',
    ],
    ['no original destination without its filter', [], client('tls', '10.0.0.1:80'), '127.0.0.1:15001 raw_buffer - -'],
  ])('%s', (_rule, filters, connection, expected) => {
    const { connection: after, end } = run(filters, connection);
    expect([found(after), end]).toEqual([expected, 'continue']);
  });

  it('use_original_dst restores without a listed filter', () => {
    const { connection } = run([], client('http/1.1', '10.0.0.1:80'), { use_original_dst: true });
    expect([connection.restored, found(connection)]).toEqual([true, '10.0.0.1:80 raw_buffer - -']);
  });

  it('what an earlier listener found stays', () => {
    const first = run([TLS, ORIGINAL_DST], client('tls', '10.0.0.1:80', { sni: 'a.com' })).connection;
    const second = runListenerFilters(parseListener({ name: 'l1' }, ''), client('tls', '10.0.0.1:80'), first);
    expect(found(second.connection)).toBe('10.0.0.1:80 tls a.com -');
  });
});

describe('filter_disabled', () => {
  it.each([
    [79, 'a.com'],
    [80, '-'],
    [81, '-'],
    [82, 'a.com'],
  ])('[80, 82) looks at the restored port: %i', (port, sni) => {
    const filters = [ORIGINAL_DST, { ...TLS, ...off(80, 82) }];
    const { connection } = run(filters, client('tls', `10.0.0.1:${port}`, { sni: 'a.com' }));
    expect(connection.serverName || '-').toBe(sni);
  });

  it.each<[string, JsonObject, boolean]>([
    ['any_match', { any_match: true }, false],
    [
      'or_match',
      { or_match: { rules: [{ destination_port_range: { start: 1, end: 2 } }, { any_match: true }] } },
      false,
    ],
    [
      'and_match',
      { and_match: { rules: [{ destination_port_range: { start: 1, end: 2 } }, { any_match: true }] } },
      true,
    ],
    ['not_match', { not_match: { any_match: true } }, true],
  ])('%s', (_rule, filter_disabled, runs) => {
    expect(run([{ ...TLS, filter_disabled }], client('tls')).connection.transportProtocol === 'tls').toBe(runs);
  });
});

describe('a client that sends nothing first', () => {
  const silent = client('none', '10.0.0.1:3306');

  it.each<[string, readonly JsonObject[], JsonObject, 'continue' | 'timeout' | 'unknown', number]>([
    ['is dropped after listener_filters_timeout', [TLS], {}, 'timeout', 15_000],
    [
      'goes on as raw where that is asked for',
      [TLS, HTTP],
      { listener_filters_timeout: '0.5s', continue_on_listener_filters_timeout: true },
      'continue',
      500,
    ],
    ['waits for ever without a timeout', [HTTP], { listener_filters_timeout: '0s' }, 'unknown', 0],
    ['goes on at once without inspectors', [ORIGINAL_DST], {}, 'continue', 0],
    ['goes on at once where they are disabled', [{ ...TLS, filter_disabled: { any_match: true } }], {}, 'continue', 0],
  ])('%s', (_rule, filters, more, end, delayMs) => {
    const result = run(filters, silent, more);
    expect([result.end, result.delayMs, result.connection.transportProtocol]).toEqual([end, delayMs, 'raw_buffer']);
  });
});

describe('it is not known', () => {
  it.each<[string, readonly JsonObject[], DownstreamConnection, RegExp]>([
    ['what unknown bytes are', [TLS], client('unknown'), /tls_inspector/],
    ['what a filter that is not modelled does', [filter('magic')], client('tls'), /magic/],
    ['where a PROXY header is required', [filter('proxy_protocol')], client('tls'), /PROXY/],
  ])('%s', (_rule, filters, connection, unknown) => {
    const result = run(filters, connection);
    expect(result.end).toBe('unknown');
    expect(result.unknown).toMatch(unknown);
  });

  it('a filter that is disabled is of no concern', () => {
    const filters = [{ ...filter('magic'), filter_disabled: { any_match: true } }];
    expect(run(filters, client('tls')).end).toBe('continue');
  });
});
