import { firstHeader } from '../http/headers.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { Cluster } from '../model/Cluster.js';

/**
 * What `auto_sni` makes the name of a server: the authority, or the value of the header that `override_auto_sni_header` names
 * (source/common/router/router.cc, decodeHeaders). undefined: the cluster does not ask for it, or the request says none.
 */
export function autoSniName({ autoSni }: Pick<Cluster, 'autoSni'>, request: HttpRequest): string | undefined {
  if (autoSni === undefined) return undefined;
  const named = autoSni.header === '' ? undefined : firstHeader(request, autoSni.header.toLowerCase());
  return named ?? request.authority;
}
