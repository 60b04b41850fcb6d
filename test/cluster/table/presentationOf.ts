import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { KubeObject } from '../objects/KubeObject.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import type { Call } from '../server/Call.js';
import { columnsOf } from './columns.js';

/** How objects are shown to a client: as they are, as rows of a table, or by their metadata only. */
export interface Presentation {
  readonly one: (object: KubeObject) => JsonObject;
  /** `plain`: the list as it is, without presentation. */
  readonly list: (objects: readonly KubeObject[], plain: JsonObject) => JsonObject;
}

/** What the `Accept` header asks for. */
export function presentationOf({ message, request, context }: Call, { type }: ResourceTarget): Presentation {
  const accepted = (message.headers.accept ?? '').split(',').map((one) => one.trim());
  const wanted = accepted.find((one) => /^application\/json\b/.test(one)) ?? '';
  const as = /;as=(\w+)/.exec(wanted)?.[1] ?? '';
  const include = request.query.get('includeObject') ?? 'Metadata';
  if (as === 'Table') {
    const columns = columnsOf(type);
    const table = (objects: readonly KubeObject[], metadata: JsonObject): JsonObject => ({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      columnDefinitions: columns.map(({ name, format = '', priority = 0 }) => ({
        name,
        type: 'string',
        format,
        description: name,
        priority,
      })),
      rows: objects.map((object) => ({
        cells: columns.map(({ cell }) => cell(object, context.clock.now())),
        ...(include === 'None' ? {} : { object: include === 'Object' ? object : partial(object) }),
      })),
    });
    return {
      one: (object) => table([object], { resourceVersion: object.metadata.resourceVersion ?? '' }),
      list: (objects, { metadata }) => table(objects, typeof metadata === 'object' ? (metadata as JsonObject) : {}),
    };
  }
  if (as === 'PartialObjectMetadataList' || as === 'PartialObjectMetadata')
    return {
      one: partial,
      list: (objects, { metadata }) => ({
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata: metadata ?? {},
        items: objects.map(partial),
      }),
    };
  return { one: (object) => object, list: (_, plain) => plain };
}

function partial({ metadata }: KubeObject): JsonObject {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}
