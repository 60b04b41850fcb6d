import { describe, expect, it } from 'vitest';
import { dropOverload } from '../../../src/envoy/cluster/dropOverload.js';
import { failureReply, type FailureKind, type FailureOptions } from '../../../src/envoy/cluster/failureReply.js';
import { allBranches } from '../branches.js';

const HTTP: FailureOptions = { grpc: false, tcp: false, version: '1.40.0' };
const RESET = 'upstream connect error or disconnect/reset before headers. reset reason: ';
const reset = (inner: string) => `upstream_reset_before_response_started{${inner}}`;

describe('a failed request', () => {
  it.each<[FailureKind, number, string, string, string]>([
    ['codec_error', 400, 'DPE', 'http1.codec_error', 'Bad Request'],
    ['route_not_found', 404, 'NR', 'route_not_found', ''],
    ['upgrade_failed', 403, '', 'upgrade_failed', ''],
    ['filter_config_not_found', 500, 'NFCF', '', ''],
    ['cluster_not_found', 503, 'NC', 'cluster_not_found', ''],
    ['maintenance_mode', 503, 'UO', 'maintenance_mode', 'maintenance mode'],
    ['drop_overload', 503, 'DO', 'drop_overload', 'drop overload'],
    ['unconditional_drop_overload', 503, 'UDO', 'unconditional_drop_overload', 'unconditional drop overload'],
    ['no_healthy_upstream', 503, 'UH', 'no_healthy_upstream', 'no healthy upstream'],
    ['overflow', 503, 'UO', reset('overflow'), `${RESET}overflow`],
    ['pending_overflow', 503, 'UO', reset('overflow'), `${RESET}overflow`],
    [
      'connection_refused',
      503,
      'UF',
      reset('remote_connection_failure|delayed_connect_error:_Connection_refused'),
      `${RESET}remote connection failure`,
    ],
    ['connection_timeout', 503, 'UF', reset('connection_timeout'), `${RESET}connection timeout`],
    ['connection_termination', 503, 'UC', reset('connection_termination'), `${RESET}connection termination`],
    ['remote_reset', 503, 'UR', reset('remote_reset'), `${RESET}remote reset`],
    [
      'remote_refused_stream_reset',
      503,
      'UR',
      reset('remote_refused_stream_reset'),
      `${RESET}remote refused stream reset`,
    ],
    ['protocol_error', 502, 'UPE', reset('protocol_error'), `${RESET}protocol error`],
    ['response_timeout', 504, 'UT', 'response_timeout', 'upstream request timeout'],
    ['per_try_timeout', 504, 'UT', 'upstream_per_try_timeout', 'upstream request timeout'],
    ['stream_idle_timeout', 504, 'SI', 'stream_idle_timeout', 'stream timeout'],
    ['request_timeout', 408, '', 'request_overall_timeout', 'request timeout'],
    ['request_headers_timeout', 408, '', 'request_header_timeout', 'request header timeout'],
    ['max_stream_duration', 504, '', 'max_duration_timeout', 'downstream duration timeout'],
  ])('%s', (kind, status, flags, details, body) => {
    expect(failureReply(kind, HTTP)).toMatchObject({ status, flags, details, body, terminationDetails: '' });
  });

  it.each<FailureKind>(['overflow', 'maintenance_mode'])('%s says so in a header', (kind) => {
    expect(failureReply(kind, HTTP).headers).toContainEqual({ name: 'x-envoy-overloaded', value: 'true' });
  });

  it('names what the transport socket said, in the details', () => {
    const { details, body } = failureReply('tls_error', { ...HTTP, detail: 'TLS_error:|1:verify failed' });
    expect(details).toBe(reset('remote_connection_failure|TLS_error:|1:verify_failed'));
    expect(body).toBe(`${RESET}remote connection failure`);
  });

  it('the route may set another status for an unknown cluster', () => {
    expect(failureReply('cluster_not_found', { ...HTTP, status: 404 })).toMatchObject({ status: 404, flags: 'NC' });
  });

  it('retries that are used up', () => {
    const { flags, body } = failureReply('connection_refused', { ...HTTP, retried: true });
    expect(flags).toBe('URX,UF');
    expect(body).toContain('retried and the latest reset reason: remote connection failure');
  });

  it.each<[FailureKind, number]>([
    ['codec_error', 13],
    ['upgrade_failed', 7],
    ['route_not_found', 12],
    ['no_healthy_upstream', 14],
    ['response_timeout', 14],
    ['filter_config_not_found', 2],
  ])('%s of a gRPC request is 200 with grpc-status %i', (kind, grpcStatus) => {
    expect(failureReply(kind, { ...HTTP, grpc: true })).toMatchObject({ status: 200, grpcStatus, body: '' });
  });
});

describe('releases differ', () => {
  const of = (kind: FailureKind, version: string) => failureReply(kind, { ...HTTP, version });

  it.each<[string, string]>([
    ['1.21.0', 'NR'],
    ['1.22.0', 'NC'],
  ])('an unknown cluster in %s: %s', (version, flags) => {
    expect(of('cluster_not_found', version).flags).toBe(flags);
  });

  it.each<[string, string, string]>([
    ['1.38.2', 'remote_connection_failure|delayed_connect_error:_Connection_refused', 'remote connection failure'],
    [
      '1.37.0',
      'remote_connection_failure|delayed_connect_error:_Connection_refused',
      'remote connection failure, transport failure reason: delayed connect error: Connection refused',
    ],
    [
      '1.28.0',
      'remote_connection_failure,delayed_connect_error:_111',
      'remote connection failure, transport failure reason: delayed connect error: 111',
    ],
    [
      '1.26.0',
      'connection_failure,delayed_connect_error:_111',
      'connection failure, transport failure reason: delayed connect error: 111',
    ],
  ])('a refused connection in %s', (version, inner, reason) => {
    expect(of('connection_refused', version)).toMatchObject({ details: reset(inner), body: RESET + reason });
  });
});

describe('a failed connection', () => {
  it.each<[FailureKind, string, string]>([
    ['no_filter_chain', 'NR', 'filter_chain_not_found'],
    ['empty_filter_chain', '', ''],
    ['downstream_tls_error', '', ''],
    ['cluster_not_found', 'NC', ''],
    ['no_healthy_upstream', 'UH', ''],
    ['overflow', 'UO', ''],
    ['pending_overflow', 'URX', ''],
    ['connection_refused', 'UF,URX', ''],
    ['connection_timeout', 'UF,URX', ''],
    ['tls_error', 'UF,URX', ''],
  ])('%s', (kind, flags, details) => {
    const reply = failureReply(kind, { grpc: false, tcp: true, version: '1.40.0' });
    expect(reply).toEqual({ flags, details, terminationDetails: '', headers: [], body: '' });
  });

  it('a handshake that takes too long says so', () => {
    const { terminationDetails } = failureReply('transport_socket_timeout', { grpc: false, tcp: true });
    expect(terminationDetails).toBe('transport socket timeout was reached');
  });
});

describe('drop_overloads', () => {
  const drops = (...fractions: readonly number[]) =>
    allBranches((choose) =>
      dropOverload(
        fractions.map((fraction, index) => ({ category: `k${index}`, fraction })),
        'c',
        choose,
      ),
    ).map(({ value, probability }) => [value, Math.round(probability * 100)]);

  it.each<[string, readonly number[], readonly (readonly [string, number])[]]>([
    ['none', [], [['pass', 100]]],
    ['0 %', [0], [['pass', 100]]],
    [
      '99 %',
      [0.99],
      [
        ['drop_overload', 99],
        ['pass', 1],
      ],
    ],
    ['exactly 100 %', [1], [['unconditional_drop_overload', 100]]],
    [
      'two categories',
      [0.5, 0.5],
      [
        ['drop_overload', 75],
        ['pass', 25],
      ],
    ],
    ['more than all', [7], [['unconditional_drop_overload', 100]]],
  ])('%s', (_rule, fractions, expected) => {
    expect(drops(...fractions)).toEqual(expected);
  });
});
