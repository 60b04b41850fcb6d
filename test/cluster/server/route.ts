import { REVIEWS, review } from '../auth/reviews.js';
import { requestToken } from '../auth/requestToken.js';
import { deleteCollection, deleteObject } from '../verbs/deleteObject.js';
import { patchObject } from '../verbs/patchObject.js';
import { proxyToPod } from '../verbs/proxyToPod.js';
import { getObject, listObjects } from '../verbs/read.js';
import { readLog } from '../verbs/readLog.js';
import { watchObjects } from '../verbs/watchObjects.js';
import { createObject, updateObject } from '../verbs/write.js';
import type { ResourceTarget } from './ApiRequest.js';
import type { Answer, Call } from './Call.js';
import { answerPath } from './paths.js';
import { badRequest, methodNotAllowed } from './Status.js';

/** Answers a request that is let in. */
export async function route(call: Call): Promise<Answer> {
  const { request } = call;
  const { target } = request;
  if (target === undefined) return answerPath(call);
  if (Object.hasOwn(REVIEWS, target.type.plural)) return answerReview(call, target);
  if (target.type.plural === 'pods' && target.subresource === 'proxy') return proxyToPod(call, target);
  if (target.type.plural === 'serviceaccounts' && target.subresource === 'token') return requestToken(call, target);
  switch (request.verb) {
    case 'get':
      return getOne(call, target);
    case 'list':
      return listObjects(call, target);
    case 'watch':
      return watchObjects(call, target);
    case 'create':
      return createObject(call, target);
    case 'update':
      return updateObject(call, target);
    case 'patch':
      return patchObject(call, target);
    case 'delete':
      return deleteObject(call, target);
    case 'deletecollection':
      return deleteCollection(call, target);
    default:
      throw methodNotAllowed();
  }
}

function getOne(call: Call, target: ResourceTarget): Answer {
  if (target.type.plural !== 'pods') return getObject(call, target);
  switch (target.subresource) {
    case 'log':
      return readLog(call, target);
    case 'attach':
    case 'exec':
    case 'portforward':
      throw badRequest('Upgrade request required');
    default:
      return getObject(call, target);
  }
}

function answerReview({ request, context, user, body }: Call, { type }: ResourceTarget): Answer {
  if (request.verb !== 'create') throw methodNotAllowed();
  return { code: 201, body: review(context.state, user, type.plural, body) };
}
