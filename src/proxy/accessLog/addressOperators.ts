import { formatSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import { plain, type MakeOperator } from './Operator.js';

/** `X`, `X_WITHOUT_PORT` and `X_PORT` of an address. */
function address(
  name: string,
  read: (info: StreamInfo) => SocketAddress | undefined,
): Readonly<Record<string, MakeOperator>> {
  return {
    [name]: plain((info) => {
      const found = read(info);
      return found && formatSocketAddress(found);
    }),
    [`${name}_WITHOUT_PORT`]: plain((info) => read(info)?.ip.text),
    [name.replace('_ADDRESS', '_PORT')]: plain((info) => read(info)?.port),
  };
}

/** `10.0.0.1:80` of `upstreamHost`, without the port; other forms as they are. */
function withoutPort(text: string): string {
  return text.replace(/^\[?([^\]]*?)\]?:\d+$/, '$1');
}

/** The operators that print addresses. */
export const ADDRESS_OPERATORS: Readonly<Record<string, MakeOperator>> = {
  ...address('DOWNSTREAM_REMOTE_ADDRESS', (info) => info.downstreamRemoteAddress),
  ...address('DOWNSTREAM_DIRECT_REMOTE_ADDRESS', (info) => info.downstreamDirectRemoteAddress),
  ...address('DOWNSTREAM_LOCAL_ADDRESS', (info) => info.downstreamLocalAddress),
  ...address('DOWNSTREAM_DIRECT_LOCAL_ADDRESS', (info) => info.downstreamDirectLocalAddress),
  ...address('UPSTREAM_LOCAL_ADDRESS', (info) => info.upstreamLocalAddress),
  UPSTREAM_HOST: plain((info) => info.upstreamHost),
  UPSTREAM_HOST_NAME: plain((info) => info.upstreamHostName || info.upstreamHost),
  UPSTREAM_HOST_NAME_WITHOUT_PORT: plain((info) => withoutPort(info.upstreamHostName || info.upstreamHost)),
  UPSTREAM_REMOTE_ADDRESS: plain((info) => info.upstreamHost),
  UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: plain((info) => withoutPort(info.upstreamHost)),
  UPSTREAM_REMOTE_PORT: plain((info) => {
    const port = /:(\d+)$/.exec(info.upstreamHost)?.[1];
    return port === undefined ? undefined : Number(port);
  }),
};
