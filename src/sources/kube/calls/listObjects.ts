import { isJsonArray, isJsonObject, type JsonObject } from '../../../text/json/JsonValue.js';
import type { ApiPath, ListOptions } from '../Cluster.js';
import { KubeApiError } from '../KubeApiError.js';
import type { ApiCaller } from './ApiCaller.js';
import { callForObject } from './callForObject.js';

/** kubectl's page. */
const PAGE = 500;

/** More objects than a cluster can have: a server that never ends its list. */
const MAX_PAGES = 1000;

/**
 * All objects of a list, page by page; each gets the kind that the list as a whole names. A page whose `continue` has expired (410) makes the
 * list begin anew, in one piece.
 */
export async function listObjects(
  caller: ApiCaller,
  path: ApiPath,
  options: ListOptions,
): Promise<readonly JsonObject[]> {
  const { labelSelector, fieldSelector, signal } = options;
  const query = { labelSelector, fieldSelector };
  const objects: JsonObject[] = [];
  let next: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const list = await callForObject(caller, {
        verb: 'list',
        method: 'GET',
        path,
        query: { ...query, limit: String(PAGE), continue: next },
        signal,
      });
      objects.push(...itemsOf(list));
      next = continueOf(list);
      if (next === undefined) break;
    }
    return objects;
  } catch (error) {
    if (!(error instanceof KubeApiError && error.status === 410 && next !== undefined)) throw error;
    return itemsOf(await callForObject(caller, { verb: 'list', method: 'GET', path, query, signal }));
  }
}

function continueOf({ metadata }: JsonObject): string | undefined {
  const token = isJsonObject(metadata) ? metadata.continue : undefined;
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function itemsOf({ items, kind, apiVersion }: JsonObject): readonly JsonObject[] {
  if (!isJsonArray(items)) return [];
  const own = typeof kind === 'string' ? { kind: kind.replace(/List$/, '') } : {};
  const version = typeof apiVersion === 'string' ? { apiVersion } : {};
  return items.filter(isJsonObject).map((item) => ({ ...own, ...version, ...item }));
}
