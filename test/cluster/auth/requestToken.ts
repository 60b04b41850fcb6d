import { at, mapAt, parseJsonText } from '../objects/json.js';
import { badRequest } from '../server/Status.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import type { Answer, Call } from '../server/Call.js';
import { stored } from '../verbs/read.js';

/** POST of a TokenRequest below a ServiceAccount: a token of it, which the server knows for as long as it is good. */
export function requestToken({ context, body }: Call, target: ResourceTarget): Answer {
  const { state, tokens, clock } = context;
  stored(state, target);
  const sent = parseJsonText(body);
  if (sent === undefined) throw badRequest('the body of the request was in an unknown format');
  const seconds = at(sent, 'spec', 'expirationSeconds');
  const lifetime = (typeof seconds === 'number' ? seconds : 3600) * 1000;
  const { namespace, name } = target;
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const token = tokens.issue({ name: `system:serviceaccount:${namespace}:${name}`, groups }, { lifetime });
  return {
    code: 201,
    body: {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace, creationTimestamp: clock.timestamp() },
      spec: mapAt(sent, 'spec'),
      status: { token, expirationTimestamp: clock.timestamp(clock.now() + lifetime) },
    },
  };
}
