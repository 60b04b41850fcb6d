import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { textAt, withAt, without } from '../objects/json.js';
import { asKubeObject, nameOf, namespaceOf, type KubeObject } from '../objects/KubeObject.js';
import { apiVersionOf, resourceName, type ResourceType } from '../resources/ResourceType.js';
import { typeOfKind } from '../resources/typeOfKind.js';
import type { Clock } from './Clock.js';

/** What happened to an object. */
export interface StateEvent {
  readonly kind: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly type: ResourceType;
  /** As it is, or was when it went, with the resource version of the event. */
  readonly object: KubeObject;
  /** As it was before. */
  readonly before?: KubeObject;
}

/** An object as a test writes it: apiVersion, kind, metadata with a name. */
export type ObjectInput = JsonObject;

/** The objects of a cluster, in memory. Objects are never changed, but replaced. */
export class ClusterState {
  private readonly byType = new Map<string, Map<string, KubeObject>>();
  private readonly listeners = new Set<(event: StateEvent) => void>();
  private readonly events: StateEvent[] = [];
  private version = 1000;

  constructor(private readonly clock: Clock) {}

  /** The resource version of the last change. */
  get resourceVersion(): string {
    return String(this.version);
  }

  /** The type of a kind: `Pod` of `v1`. Throws for one that is not served. */
  typeOf(apiVersion: string, kind: string): ResourceType {
    const found = typeOfKind(apiVersion, kind);
    if (found === undefined) throw new Error(`no resource type of the test server: ${apiVersion} ${kind}`);
    return found;
  }

  /** Adds an object, or replaces the one of its name. Gives it what the server gives: uid, times, version. */
  put(input: ObjectInput): KubeObject {
    const object = asKubeObject(input);
    if (object === undefined || nameOf(object) === '') throw new Error('an object needs apiVersion, kind and a name');
    const type = this.typeOf(object.apiVersion, object.kind);
    const namespace = type.namespaced ? namespaceOf(object) || 'default' : '';
    const key = keyOf(namespace, nameOf(object));
    const before = this.of(type).get(key);
    const metadata = {
      ...without(object.metadata, 'namespace'),
      ...(namespace === '' ? {} : { namespace }),
      uid: textAt(before, 'metadata', 'uid') || textAt(object, 'metadata', 'uid') || randomUUID(),
      creationTimestamp:
        textAt(before, 'metadata', 'creationTimestamp') ||
        textAt(object, 'metadata', 'creationTimestamp') ||
        this.clock.timestamp(),
    };
    if (namespace !== '') this.putNamespace(namespace);
    const stored: KubeObject = {
      ...object,
      apiVersion: apiVersionOf(type),
      metadata: { ...metadata, resourceVersion: this.next() },
    };
    this.of(type).set(key, stored);
    this.tell({
      kind: before === undefined ? 'ADDED' : 'MODIFIED',
      type,
      object: stored,
      ...(before === undefined ? {} : { before }),
    });
    return stored;
  }

  /** Makes a namespace that is not there. */
  putNamespace(name: string): void {
    if (this.get('namespaces', '', name) !== undefined) return;
    this.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  }

  /** An object by its type's plural (`pods`, `deployments.apps`). */
  get(resource: string, namespace: string, name: string): KubeObject | undefined {
    return this.byType.get(resource)?.get(keyOf(namespace, name));
  }

  /** Objects of a type's plural in the order of namespace and name, of one namespace or all. */
  list(resource: string, namespace = ''): readonly KubeObject[] {
    const all = [...(this.byType.get(resource) ?? [])].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return all.map(([, object]) => object).filter((one) => namespace === '' || namespaceOf(one) === namespace);
  }

  /** Removes an object. */
  remove(resource: string, namespace: string, name: string): KubeObject | undefined {
    const key = keyOf(namespace, name);
    const before = this.byType.get(resource)?.get(key);
    if (before === undefined) return undefined;
    this.byType.get(resource)?.delete(key);
    const object = { ...before, metadata: { ...before.metadata, resourceVersion: this.next() } };
    this.tell({ kind: 'DELETED', type: this.typeOf(before.apiVersion, before.kind), object, before });
    return before;
  }

  /** Changes an object that is there, by a path of members. */
  set(resource: string, namespace: string, name: string, path: readonly string[], value: JsonObject[string]): void {
    const object = this.get(resource, namespace, name);
    if (object !== undefined) this.put(withAt(object, path, value));
  }

  /** Hears of all that happens from now on. Gives a function that ends it. */
  listen(listener: (event: StateEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What happened to a type after a resource version. */
  since(type: ResourceType, version: number): readonly StateEvent[] {
    return this.events.filter(
      (event) => event.type === type && Number(textAt(event.object, 'metadata', 'resourceVersion')) > version,
    );
  }

  private next(): string {
    this.version += 1;
    return String(this.version);
  }

  private of(type: ResourceType): Map<string, KubeObject> {
    const resource = resourceName(type);
    const found = this.byType.get(resource) ?? new Map<string, KubeObject>();
    this.byType.set(resource, found);
    return found;
  }

  private tell(event: StateEvent): void {
    this.events.push(event);
    for (const listener of [...this.listeners]) listener(event);
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
