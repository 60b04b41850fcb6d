import { parseSocketAddress, type SocketAddress } from '../../../src/net/SocketAddress.js';
import type { StreamInfo } from '../../../src/proxy/runtime/StreamInfo.js';

function address(text: string): SocketAddress {
  const parsed = parseSocketAddress(text);
  if (parsed === undefined) throw new Error(`not an address: ${text}`);
  return parsed;
}

/** A request that was answered by a host, with `changes`. */
export function streamInfo(changes: Partial<StreamInfo> = {}): StreamInfo {
  return {
    kind: 'http',
    connectionId: 7,
    startTime: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    startedAt: 1000,
    requestReceivedAt: 1001.9,
    lastUpstreamByteSentAt: 1003,
    firstUpstreamByteReceivedAt: 1010.2,
    lastDownstreamByteSentAt: 1012,
    endedAt: 1012.5,
    listenerName: 'virtualInbound',
    filterChainName: 'chain',
    downstreamLocalAddress: address('10.0.0.2:8080'),
    downstreamRemoteAddress: address('10.0.0.1:40000'),
    downstreamDirectLocalAddress: address('127.0.0.1:15006'),
    downstreamDirectRemoteAddress: address('[::1]:40001'),
    requestedServerName: '',
    downstreamTransportFailureReason: '',
    protocol: 'HTTP/1.1',
    request: {
      method: 'GET',
      scheme: 'http',
      authority: 'shop',
      path: '/new?x=1&y=2',
      headers: [
        { name: 'x-envoy-original-path', value: '/old?x=1' },
        { name: 'user-agent', value: 'curl' },
        { name: 'x-two', value: 'first' },
        { name: 'x-two', value: 'second' },
      ],
      protocol: 'HTTP/1.1',
    },
    responseCode: 200,
    responseHeaders: [{ name: 'x-envoy-upstream-service-time', value: '9' }],
    responseTrailers: [{ name: 'grpc-status', value: '5' }],
    grpcStatus: 5,
    responseFlags: [],
    responseCodeDetails: 'via_upstream',
    connectionTerminationDetails: '',
    routeName: 'default',
    virtualHostName: 'shop:80',
    upstreamCluster: 'outbound|80||shop',
    upstreamHost: '10.0.0.3:8080',
    upstreamHostName: '',
    upstreamLocalAddress: address('127.0.0.6:50000'),
    upstreamTransportFailureReason: '',
    attemptCount: 1,
    bytesReceived: 0,
    bytesSent: 12,
    requestHeaderBytes: 80,
    responseHeaderBytes: 90,
    dynamicMetadata: new Map([['envoy.lb', { a: { b: 'deep' }, n: 3 }]]),
    filterState: new Map([['io.istio.peer', 'spiffe']]),
    ...changes,
  };
}
