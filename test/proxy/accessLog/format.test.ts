import { describe, expect, test } from 'vitest';
import { compileJson, compileText } from '../../../src/proxy/accessLog/compileFormat.js';
import { DEFAULT_FORMAT } from '../../../src/proxy/accessLog/readLogger.js';
import { streamInfo } from './streamInfo.js';

function filled(format: string, changes: Parameters<typeof streamInfo>[0] = {}): string {
  const compiled = compileText(format);
  return compiled.kind === 'ok' ? compiled.fill(streamInfo(changes), '-') : `unknown ${compiled.operator}`;
}

describe('a format string', () => {
  test.each([
    ['100 %% sure', '100 % sure'],
    ['%REQ(:METHOD)% %REQ(:PATH)% %REQ(:AUTHORITY)% %REQ(:SCHEME)%', 'GET /new?x=1&y=2 shop http'],
    ['%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%', '/old?x=1'],
    ['%REQ(X-NONE?:PATH)% %REQ(X-NONE)%', '/new?x=1&y=2 -'],
    ['%REQ(X-TWO)%', 'first'],
    ['%REQ(USER-AGENT):2%', 'cu'],
    ['%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% %RESP(:STATUS)% %TRAILER(GRPC-STATUS)%', '9 200 5'],
    ['%PATH(NQ)% %PATH(WQ:PATH)% %QUERY_PARAM(y)% %QUERY_PARAM(z)%', '/old /new?x=1&y=2 2 -'],
    ['%START_TIME%', '2026-01-02T03:04:05.678Z'],
    ['%START_TIME(%s.%3f)%', '1767323045.678'],
    ['%START_TIME(%Y/%m/%d %H:%M:%E2S %z)%', '2026/01/02 03:04:05.67 +0000'],
    ['%DURATION% %REQUEST_DURATION% %REQUEST_TX_DURATION% %RESPONSE_DURATION% %RESPONSE_TX_DURATION%', '12 1 3 10 1'],
    ['%COMMON_DURATION(DS_RX_BEG:US_RX_BEG:us)%', '10200'],
    [
      '%DOWNSTREAM_REMOTE_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT% %DOWNSTREAM_REMOTE_PORT%',
      '10.0.0.1:40000 10.0.0.1 40000',
    ],
    ['%DOWNSTREAM_DIRECT_REMOTE_ADDRESS% %DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%', '[::1]:40001 ::1'],
    ['%DOWNSTREAM_DIRECT_LOCAL_ADDRESS% %DOWNSTREAM_DIRECT_LOCAL_PORT%', '127.0.0.1:15006 15006'],
    ['%UPSTREAM_HOST% %UPSTREAM_REMOTE_PORT% %UPSTREAM_LOCAL_ADDRESS%', '10.0.0.3:8080 8080 127.0.0.6:50000'],
    ['%RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_FLAGS_LONG% %RESPONSE_CODE_DETAILS%', '200 - - via_upstream'],
    ['%GRPC_STATUS% %GRPC_STATUS(SNAKE_STRING)% %GRPC_STATUS_NUMBER%', 'NotFound NOT_FOUND 5'],
    [
      '%DYNAMIC_METADATA(envoy.lb:a:b)% %DYNAMIC_METADATA(envoy.lb:a)% %DYNAMIC_METADATA(other)%',
      'deep {"b":"deep"} -',
    ],
    ['%FILTER_STATE(io.istio.peer:PLAIN)% %FILTER_STATE(none:PLAIN)%', 'spiffe -'],
    ['%REQUESTED_SERVER_NAME% %CONNECTION_TERMINATION_DETAILS% %UPSTREAM_PROTOCOL%', '- - -'],
    ['%CONNECTION_ID% %ROUTE_NAME% %FILTER_CHAIN_NAME% %ACCESS_LOG_TYPE%', '7 default chain DownstreamEnd'],
  ])('%s', (format, line) => expect(filled(format)).toBe(line));

  test('several flags are joined by commas', () =>
    expect(filled('%RESPONSE_FLAGS% %RESPONSE_FLAGS_LONG%', { responseFlags: ['UF', 'URX'] })).toBe(
      'UF,URX UpstreamConnectionFailure,UpstreamRetryLimitExceeded',
    ));

  test('blanks in details become underscores', () =>
    expect(filled('%RESPONSE_CODE_DETAILS%', { responseCodeDetails: 'a b' })).toBe('a_b'));

  test("Envoy's own format", () =>
    expect(filled(DEFAULT_FORMAT)).toBe(
      '[2026-01-02T03:04:05.678Z] "GET /old?x=1 HTTP/1.1" 200 - 0 12 12 9 "-" "curl" "-" "shop" "10.0.0.3:8080"\n',
    ));

  test('a TCP connection has no request', () => {
    const { request: _request, protocol: _protocol, ...others } = streamInfo({ kind: 'tcp', responseCode: 0 });
    const compiled = compileText('%REQ(:METHOD)% %PROTOCOL% %RESPONSE_CODE% %ACCESS_LOG_TYPE%');
    expect(compiled.kind === 'ok' && compiled.fill(others, '-')).toBe('- - 0 TcpConnectionEnd');
  });
});

describe('what is not known is refused by name', () => {
  test.each([
    ['%NOPE%', '%NOPE%'],
    ['a %REQ% b', '%REQ%'],
    ['%GRPC_STATUS(LOUD)%', '%GRPC_STATUS(LOUD)%'],
    ['%COMMON_DURATION(A:B)%', '%COMMON_DURATION(A:B)%'],
    ['50% off', '50% off'],
  ])('%s', (format, operator) => expect(compileText(format)).toEqual({ kind: 'unknown', operator }));
});

describe('a JSON format', () => {
  test.each([
    ['%RESPONSE_CODE%', 200],
    ['code %RESPONSE_CODE%', 'code 200'],
    ['%REQ(X-NONE)%', null],
    ['%REQ(X-NONE)% %DURATION%', '- 12'],
    ['%DYNAMIC_METADATA(envoy.lb)%', { a: { b: 'deep' }, n: 3 }],
    ['plain', 'plain'],
    [5, 5],
    [
      ['%PROTOCOL%', { x: '%BYTES_SENT%' }],
      ['HTTP/1.1', { x: 12 }],
    ],
  ])('%j', (format, value) => {
    const compiled = compileJson(format);
    expect(compiled.kind === 'ok' && compiled.fill(streamInfo())).toEqual(value);
  });

  test('members are sorted by name', () => {
    const compiled = compileJson({ b: '1', a: '2' });
    expect(compiled.kind === 'ok' && JSON.stringify(compiled.fill(streamInfo()))).toBe('{"a":"2","b":"1"}');
  });
});
