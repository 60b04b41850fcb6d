import type { Header, HttpRequest } from '../model/HttpRequest.js';
import type { Route } from '../model/Route.js';
import type { TracingDirection } from './decorateRequest.js';
import { withHeader, withoutHeader } from './headers.js';

const NAME = 'x-envoy-decorator-operation';

/**
 * What tracing does to an answer, local replies too (source/common/http/conn_manager_impl.cc, ActiveStream::encodeHeaders): ingress
 * adds the route's decorator operation unless the request brought one, egress takes the header away. `request`: as it came in.
 */
export function decorateResponse(
  headers: readonly Header[],
  route: Pick<Route, 'decoratorOperation'> | undefined,
  request: HttpRequest,
  direction: TracingDirection,
): readonly Header[] {
  if (direction === 'EGRESS') return withoutHeader(headers, NAME);
  const operation = route?.decoratorOperation ?? '';
  const brought = request.headers.some(({ name, value }) => name === NAME && value !== '');
  return operation === '' || brought ? headers : withHeader(headers, NAME, operation);
}
