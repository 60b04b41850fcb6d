import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { KubeObject } from '../objects/KubeObject.js';
import { apiVersionOf, resourceName } from '../resources/ResourceType.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import type { Answer, Call } from '../server/Call.js';
import type { StateEvent } from '../state/ClusterState.js';
import { presentationOf } from '../table/presentationOf.js';
import { inVersion, selectorOf } from './select.js';

const BOOKMARK_EVERY = 60_000;

/** A watch: what is there, if the client has not seen it, and from then on what happens. */
export function watchObjects(call: Call, target: ResourceTarget): Answer {
  const { request, response, context } = call;
  const { state } = context;
  const { query } = request;
  const selects = selectorOf(request, target);
  const shown = presentationOf(call, target);
  const send = (type: string, object: JsonObject): void => {
    response.write(`${JSON.stringify({ type, object })}\n`);
  };
  const show = (object: KubeObject): JsonObject => shown.one(inVersion(object, target));
  const bookmark = (annotations: JsonObject = {}): void =>
    send('BOOKMARK', {
      kind: target.type.kind,
      apiVersion: apiVersionOf(target.type, target.version),
      metadata: {
        resourceVersion: state.resourceVersion,
        creationTimestamp: null,
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
    });
  const tell = (event: StateEvent): void => {
    const is = event.kind !== 'DELETED' && selects(event.object);
    const was = event.before !== undefined && selects(event.before);
    if (is) send(was ? 'MODIFIED' : 'ADDED', show(event.object));
    else if (was) send('DELETED', show(event.object));
  };

  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  const since = Number(query.get('resourceVersion') ?? '0');
  const initial = query.get('sendInitialEvents') === 'true';
  if (since === 0 || initial) {
    for (const object of state.list(resourceName(target.type), target.namespace).filter(selects))
      send('ADDED', show(object));
    if (initial) bookmark({ 'k8s.io/initial-events-end': 'true' });
  } else {
    for (const event of state.since(target.type, since)) tell(event);
  }
  const ends = [
    state.listen((event) => {
      if (event.type === target.type) tell(event);
    }),
  ];
  if (query.get('allowWatchBookmarks') === 'true') ends.push(every(BOOKMARK_EVERY, () => bookmark()));
  const seconds = Number(query.get('timeoutSeconds') ?? '0');
  if (seconds > 0) ends.push(every(seconds * 1000, () => response.end()));
  response.on('close', () => {
    for (const end of ends) end();
  });
  return undefined;
}

function every(milliseconds: number, act: () => void): () => void {
  const timer = setInterval(act, milliseconds);
  return () => clearInterval(timer);
}
