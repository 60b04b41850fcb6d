import type { HttpConnectionManager } from '../../model/HttpConnectionManager.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import type { LocalReply } from '../../model/LocalReply.js';

/** In the order and spelling of the parser: `M-SEARCH` is none of them. */
const METHODS: ReadonlySet<string> = new Set(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE MSEARCH NOTIFY ' +
    'OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK ' +
    'UNSUBSCRIBE'
  ).split(' '),
);

/**
 * HTTP/1 takes no method but these, in upper case, unless `allow_custom_methods` is set; looked at before all else
 * (source/common/http/http1/balsa_parser.cc, isMethodValid; measured). `undefined`: it is fine.
 */
export function unknownMethod(
  { allowCustomMethods }: Pick<HttpConnectionManager, 'allowCustomMethods'>,
  { protocol, method }: HttpRequest,
): LocalReply | undefined {
  if (protocol === 'HTTP/2' || allowCustomMethods || METHODS.has(method)) return undefined;
  return {
    status: 400,
    flags: 'DPE',
    details: 'http1.codec_error',
    terminationDetails: '',
    headers: [],
    body: 'Bad Request',
  };
}
