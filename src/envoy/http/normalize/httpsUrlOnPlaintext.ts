import type { HttpConnectionManager } from '../../model/HttpConnectionManager.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import type { LocalReply } from '../../model/LocalReply.js';

/**
 * An HTTP/1 request for `https://…` over a connection without TLS: the edge, which trusts no hop before it, refuses it
 * (`http1.https_url_on_plaintext_connection`; measured on 1.36.2 and 1.40.0); elsewhere the URL's scheme counts.
 */
export function httpsUrlOnPlaintext(
  hcm: Pick<HttpConnectionManager, 'useRemoteAddress' | 'xffNumTrustedHops' | 'allowAbsoluteUrl'>,
  { protocol, method, path }: HttpRequest,
  tls: boolean,
): LocalReply | undefined {
  const isEdge = hcm.useRemoteAddress && hcm.xffNumTrustedHops === 0;
  const isHttps = protocol !== 'HTTP/2' && method !== 'CONNECT' && /^https:/i.test(path);
  if (tls || !isEdge || !isHttps || !hcm.allowAbsoluteUrl) return undefined;
  return {
    status: 403,
    flags: 'DPE',
    details: 'http1.https_url_on_plaintext_connection',
    terminationDetails: '',
    headers: [],
    body: 'Forbidden',
  };
}
