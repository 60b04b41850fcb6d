import { firstHeader } from '../../envoy/http/headers.js';
import type { Header } from '../../envoy/model/HttpRequest.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import type { MakeOperator, ReadValue } from './Operator.js';

type Read = (info: StreamInfo, name: string) => string | undefined;

function inList(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value;
}

/** `X?Y`: X, or Y where there is no X. */
function header(read: Read): MakeOperator {
  return (argument) => {
    const [main = '', alternative = ''] = (argument ?? '').toLowerCase().split('?', 2);
    if (main === '') return undefined;
    return (info) => read(info, main) ?? (alternative === '' ? undefined : read(info, alternative));
  };
}

const requestHeader: Read = ({ request }, name) => request && firstHeader(request, name);

const responseHeader: Read = (info, name) =>
  name === ':status' && info.responseCode > 0 ? String(info.responseCode) : inList(info.responseHeaders, name);

/** `PATH(WQ|NQ:ORIG|PATH|ORIG_OR_PATH)`. */
function path(argument = ''): ReadValue | undefined {
  const [query = 'WQ', which = 'ORIG_OR_PATH'] = argument === '' ? [] : argument.split(':');
  if (!['WQ', 'NQ'].includes(query) || !['ORIG', 'PATH', 'ORIG_OR_PATH'].includes(which)) return undefined;
  return (info) => {
    const original = info.originalPath ?? requestHeader(info, 'x-envoy-original-path');
    const found =
      which === 'ORIG' ? original : which === 'PATH' ? info.request?.path : (original ?? info.request?.path);
    return query === 'NQ' ? found?.replace(/\?.*$/s, '') : found;
  };
}

/** `QUERY_PARAM(X)`: the first value, decoded as little as Envoy does: not at all. */
function queryParam(name = ''): ReadValue | undefined {
  if (name === '') return undefined;
  return ({ request }) => {
    const query = request?.path.split('?', 2)[1] ?? '';
    return query
      .split('&')
      .find((pair) => pair.split('=', 1)[0] === name)
      ?.slice(name.length + 1);
  };
}

/** The operators that print headers and the path. */
export const HEADER_OPERATORS: Readonly<Record<string, MakeOperator>> = {
  REQ: header(requestHeader),
  RESP: header(responseHeader),
  TRAILER: header((info, name) => inList(info.responseTrailers, name)),
  PATH: path,
  QUERY_PARAM: queryParam,
  STREAM_ID: (argument) => (argument === undefined ? (info) => requestHeader(info, 'x-request-id') : undefined),
};
