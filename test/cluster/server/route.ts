import { getObject, listObjects } from '../verbs/read.js';
import { createObject, deleteObject, updateObject } from '../verbs/write.js';
import type { Answer, Call } from './Call.js';
import { answerPath } from './paths.js';
import { methodNotAllowed } from './Status.js';

/** Answers a request that is let in. */
export async function route(call: Call): Promise<Answer> {
  const { request } = call;
  const { target } = request;
  if (target === undefined) return answerPath(call);
  switch (request.verb) {
    case 'get':
      return getObject(call, target);
    case 'list':
      return listObjects(call, target);
    case 'create':
      return createObject(call, target);
    case 'update':
      return updateObject(call, target);
    case 'delete':
      return deleteObject(call, target);
    default:
      throw methodNotAllowed();
  }
}
