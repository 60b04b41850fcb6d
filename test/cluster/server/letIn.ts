import type { IncomingMessage } from 'node:http';
import type { Attributes } from '../auth/Attributes.js';
import { authenticate } from '../auth/authenticate.js';
import { authorize, forbidden } from '../auth/authorize.js';
import { impersonate } from '../auth/impersonate.js';
import type { User } from '../auth/User.js';
import { pinnedName } from '../selectors/matchFields.js';
import type { ApiRequest } from './ApiRequest.js';
import type { ServerContext } from './Call.js';

/** Who asks, once it is seen that they may. Throws 401 and 403. */
export function letIn(context: ServerContext, request: ApiRequest, message: IncomingMessage): User {
  const check = (user: User, asked: Attributes): void => {
    const { allowed, problems } = authorize(context.state, user, asked);
    if (!allowed) throw forbidden(user, asked, problems);
  };
  const real = authenticate(message, context.tokens);
  const user = impersonate(real, message.headers, (asked) => check(real, asked));
  check(user, attributesOf(request));
  if (context.streamsNeedCreate && isStream(request)) check(user, { ...attributesOf(request), verb: 'create' });
  return user;
}

/** What RBAC is asked about a request. */
function attributesOf({ verb, target, path, query, method }: ApiRequest): Attributes {
  if (target === undefined) return { verb: method.toLowerCase(), path };
  const { type, namespace, name, subresource } = target;
  // A namespace is in itself.
  const at = type.plural === 'namespaces' && type.group === '' ? name : namespace;
  const pinned = name === '' && verb !== 'create' ? pinnedName(query.get('fieldSelector') ?? '') : '';
  return { verb, group: type.group, resource: type.plural, subresource, name: name || pinned, namespace: at };
}

function isStream({ target, method }: ApiRequest): boolean {
  return method === 'GET' && ['attach', 'exec', 'portforward'].includes(target?.subresource ?? '');
}
