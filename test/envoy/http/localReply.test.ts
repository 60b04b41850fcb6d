import { describe, expect, it } from 'vitest';
import { decorateRequest } from '../../../src/envoy/http/decorateRequest.js';
import { decorateResponse } from '../../../src/envoy/http/decorateResponse.js';
import { formatHeaderValue } from '../../../src/envoy/http/formatHeaderValue.js';
import { localReply } from '../../../src/envoy/http/localReply.js';
import { parseRoute } from '../../../src/envoy/parse/parseRoute.js';
import { finalizeResponseHeaders } from '../../../src/envoy/route/finalizeResponseHeaders.js';
import { routeConfiguration } from '../route/routes.js';
import { request, requestContext, type RequestOptions } from '../requestContext.js';

describe('a local reply to gRPC', () => {
  const grpc = request('POST /', { headers: { 'content-type': 'application/grpc+proto' } });
  it.each([
    [400, 13],
    [401, 16],
    [403, 7],
    [404, 12],
    [429, 14],
    [502, 14],
    [503, 14],
    [504, 14],
    [200, 2],
    [204, 2],
    [301, 2],
    [431, 2],
    [500, 2],
  ])('%s is 200 with grpc-status %s', (status, grpcStatus) => {
    expect(localReply({ status, details: 'd' }, grpc)).toMatchObject({ status: 200, grpcStatus, body: '' });
  });

  it('CONNECT is no gRPC request', () => {
    const connect = request('CONNECT a.com:80', { headers: { 'content-type': 'application/grpc' } });
    expect(localReply({ status: 404, details: 'd' }, { ...connect, path: '' })).toMatchObject({ status: 404 });
  });

  it('the body becomes grpc-message, percent-encoded', () => {
    const { headers } = localReply({ status: 403, body: 'RBAC: 100 % ä', details: 'd' }, grpc);
    expect(headers).toContainEqual({ name: 'grpc-message', value: 'RBAC: 100 %25 %C3%A4' });
  });
});

describe('format operators', () => {
  const peer = { uriSans: ['spiffe://a', 'spiffe://b'], dnsSans: [], subject: 'CN=x', trusted: true };
  const options: RequestOptions = {
    headers: { x: ['one', 'two'], y: 'long' },
    tls: true,
    peer,
    metadata: { ns: { a: { b: 'deep' } } },
    filterState: { k: 'v' },
  };
  it.each([
    ['plain', 'plain'],
    ['100%%', '100%'],
    ['%REQ(X)%', 'one'],
    ['%REQ(none?X)%', 'one'],
    ['%REQ(none)%', ''],
    ['%REQ(y):2%', 'lo'],
    ['%REQ(:AUTHORITY)%-%REQ(:path)%', 'example.com-/a?b'],
    ['%PROTOCOL%', 'HTTP/1.1'],
    ['%DOWNSTREAM_REMOTE_ADDRESS%', '192.168.1.1:5555'],
    ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', '192.168.1.1'],
    ['%DOWNSTREAM_LOCAL_ADDRESS%', '10.0.0.1:80'],
    ['%DOWNSTREAM_LOCAL_PORT%', '80'],
    ['%REQUESTED_SERVER_NAME%', 'example.com'],
    ['%DOWNSTREAM_PEER_URI_SAN%', 'spiffe://a,spiffe://b'],
    ['%DYNAMIC_METADATA(ns:a:b)%', 'deep'],
    ['%DYNAMIC_METADATA(ns:none)%', ''],
    ['%FILTER_STATE(k:PLAIN)%', 'v'],
    ['%UPSTREAM_HOST%', '<unknown %UPSTREAM_HOST%>'],
    ['a%START_TIME(%s)%', 'a<unknown %START_TIME(%s)%>'],
  ])('%s: %s', (format, expected) => {
    expect(formatHeaderValue(format, requestContext('GET example.com/a?b', options))).toBe(expected);
  });
});

describe('x-envoy-decorator-operation', () => {
  const route = parseRoute(
    { match: { prefix: '/' }, route: { cluster: 'c' }, decorator: { operation: 'svc:80/*' } },
    '',
  );
  const header = { name: 'x-envoy-decorator-operation', value: 'svc:80/*' };
  it('egress sends the route’s', () => {
    expect(decorateRequest(request('GET /'), route, 'EGRESS').request.headers).toEqual([header]);
  });
  it('ingress takes it away', () => {
    const sent = { ...request('GET /'), headers: [header] };
    expect(decorateRequest(sent, route, 'INGRESS').request.headers).toEqual([]);
  });
  it('a route without decorator changes nothing', () => {
    const bare = parseRoute({ match: { prefix: '/' } }, '');
    expect(decorateRequest(request('GET /'), bare, 'EGRESS').effects).toEqual([]);
  });
});

describe('x-envoy-decorator-operation of an answer', () => {
  const route = parseRoute({ match: { prefix: '/' }, decorator: { operation: 'svc:80/*' } }, '');
  const header = { name: 'x-envoy-decorator-operation', value: 'svc:80/*' };
  const asked = { ...request('GET /'), headers: [{ ...header, value: 'from the client' }] };
  it('ingress adds it', () => expect(decorateResponse([], route, request('GET /'), 'INGRESS')).toEqual([header]));
  it('unless the request brought one', () => expect(decorateResponse([], route, asked, 'INGRESS')).toEqual([]));
  it('egress takes it away', () => expect(decorateResponse([header], route, request('GET /'), 'EGRESS')).toEqual([]));
});

describe('response_headers_to_add', () => {
  it('a content-type replaces that of a local reply', () => {
    const add = [{ header: { key: 'content-type', value: 'application/json' } }];
    const routeConfig = routeConfiguration({
      virtual_hosts: [
        { name: 'v', domains: ['*'], routes: [{ match: { prefix: '/' }, response_headers_to_add: add }] },
      ],
    });
    const [virtualHost] = routeConfig.virtualHosts;
    const [route] = virtualHost?.routes ?? [];
    if (!virtualHost || !route) throw new Error('no route');
    const before = [{ name: 'content-type', value: 'text/plain' }];
    const after = finalizeResponseHeaders(before, { routeConfig, virtualHost, route }, requestContext('GET /'));
    expect(after.headers).toEqual([{ name: 'content-type', value: 'application/json' }]);
  });
});
