import { firstHeader, withHeader } from '../../../envoy/http/headers.js';
import type { EnvoyConfig } from '../../../envoy/model/EnvoyConfig.js';
import type { CorsPolicy } from '../../../envoy/model/HttpFilter.js';
import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';
import { matchString } from '../../../envoy/string/matchString.js';
import { messageAt } from '../../settings/messageAt.js';
import type { ResponseChange } from '../ResponseChange.js';

/** What CORS adds to answers. */
export interface CorsResponse {
  /** To the answer of a preflight, behind the allowed origin. */
  readonly preflight: readonly Header[];
  /** To any other answer; undefined: the origin is not allowed. */
  readonly change?: ResponseChange;
}

/** `access-control-*` of answers (source/extensions/filters/http/cors/cors_filter.cc, decodeHeaders and encodeHeaders). */
export function corsResponse(config: EnvoyConfig, policies: readonly CorsPolicy[], request: HttpRequest): CorsResponse {
  const messages = policies.map(({ at }) => messageAt(config, at));
  const text = (name: string): string =>
    messages.map((message) => message.string(name)).find((value) => value !== '') ?? '';
  const credentials = messages
    .map((message) => message.boolean('allow_credentials'))
    .find((value) => value !== undefined);
  const withCredentials = credentials === true ? [{ name: 'access-control-allow-credentials', value: 'true' }] : [];
  const named = (name: string, field: string): Header[] => (text(field) === '' ? [] : [{ name, value: text(field) }]);
  const preflight = [
    ...withCredentials,
    ...named('access-control-allow-methods', 'allow_methods'),
    ...named('access-control-allow-headers', 'allow_headers'),
    ...named('access-control-expose-headers', 'expose_headers'),
    ...named('access-control-max-age', 'max_age'),
  ];
  const origin = firstHeader(request, 'origin') ?? '';
  const origins = policies.find(({ allowOrigin }) => allowOrigin.length > 0)?.allowOrigin ?? [];
  const allowed = origins.some((one) => matchString(one, '*') === 'yes' || matchString(one, origin) === 'yes');
  if (origin === '' || !allowed) return { preflight };
  const added = [
    { name: 'access-control-allow-origin', value: origin },
    ...withCredentials,
    ...named('access-control-expose-headers', 'expose_headers'),
  ];
  const change: ResponseChange = (_, headers) =>
    added.reduce<readonly Header[]>((result, { name, value }) => withHeader(result, name, value), headers);
  return { preflight, change };
}
