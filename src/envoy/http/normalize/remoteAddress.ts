import { parseIp, type IpAddress } from '../../../net/IpAddress.js';
import type { Truth } from '../../../logic/Truth.js';
import type { HttpConnectionManager } from '../../model/HttpConnectionManager.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import { headerValues } from '../headers.js';
import { isInternalAddress } from './isInternalAddress.js';

/** Who the request counts as coming from, and whether that makes it internal. */
export interface RemoteAddress {
  readonly remoteIp: IpAddress;
  readonly internal: Truth;
}

/**
 * The trusted client address (source/common/http/conn_manager_utility.cc, mutateRequestHeaders; Utility::getLastAddressFromXFF;
 * measured). With use_remote_address the peer is as trusted as one more X-Forwarded-For entry. A request is internal only if there
 * was no X-Forwarded-For (use_remote_address), or exactly one address in it, and that is internal.
 */
export function remoteAddress(
  hcm: Pick<HttpConnectionManager, 'useRemoteAddress' | 'xffNumTrustedHops' | 'internalAddressConfig'>,
  request: HttpRequest,
  peer: IpAddress,
  version: string | undefined,
): RemoteAddress {
  const lines = headerValues(request, 'x-forwarded-for');
  const addresses =
    lines.length === 0
      ? []
      : lines
          .join(',')
          .split(',')
          .map((text) => text.trim());
  const skip = hcm.useRemoteAddress ? hcm.xffNumTrustedHops - 1 : hcm.xffNumTrustedHops;
  const forwarded = skip < 0 ? undefined : parseIp(addresses.at(-1 - skip) ?? '');
  const remoteIp = forwarded ?? peer;
  const alone = hcm.useRemoteAddress ? addresses.length === 0 : addresses.length === 1 && forwarded !== undefined;
  return { remoteIp, internal: alone ? isInternalAddress(hcm.internalAddressConfig, remoteIp, version) : 'no' };
}
