import type { Effect } from '../../logic/Decision.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { Route } from '../model/Route.js';
import { withHeader, withoutHeader } from './headers.js';

const NAME = 'x-envoy-decorator-operation';

/** Which way a traced connection manager faces: v2's `tracing.operation_name`, else the listener's `traffic_direction`. */
export type TracingDirection = 'EGRESS' | 'INGRESS';

/**
 * What tracing does to a request before its filters run (source/common/http/conn_manager_impl.cc, traceRequest): egress sends the
 * route's decorator operation along, ingress takes the header away. Only for a connection manager that has `tracing`.
 */
export function decorateRequest(
  request: HttpRequest,
  route: Pick<Route, 'at' | 'decoratorOperation'> | undefined,
  direction: TracingDirection,
): { readonly request: HttpRequest; readonly effects: readonly Effect[] } {
  const sent = request.headers.find(({ name }) => name === NAME)?.value;
  const from = sent === undefined ? {} : { from: sent };
  if (direction === 'INGRESS') {
    if (sent === undefined) return { request, effects: [] };
    return {
      request: { ...request, headers: withoutHeader(request.headers, NAME) },
      effects: [{ what: NAME, ...from, to: '' }],
    };
  }
  if (!route || route.decoratorOperation === '' || route.decoratorOperation === sent) return { request, effects: [] };
  const to = route.decoratorOperation;
  return {
    request: { ...request, headers: withHeader(request.headers, NAME, to) },
    effects: [{ what: NAME, ...from, to, at: route.at }],
  };
}
