import type { IpAddress } from '../../net/IpAddress.js';
import type { ApiPath } from '../../sources/kube/Cluster.js';
import { KubeApiError, describeApiPath } from '../../sources/kube/KubeApiError.js';
import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { apiFailure } from './apiFailure.js';
import { pathOf } from './apiPaths.js';
import type { Live } from './Live.js';
import type { LiveFiles } from './LiveFiles.js';
import { TRACE_RULES } from './PolicyRule.js';

/** The label that Gateway API implementations put on the pods of a Gateway. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/**
 * Fetches objects into files. Who may not see the whole cluster is asked for less: the namespaces that the request names. What is forbidden
 * and no guess can stand for is a `UserError` (exit 5) with the least Role.
 */
export class ObjectFetcher {
  readonly #unseen = new Map<string, string>();

  constructor(
    private readonly live: Live,
    private readonly files: LiveFiles,
    /** Those of the sender and of the host that is dialled. */
    private readonly namespaces: readonly string[],
  ) {}

  /** Objects of one place, which have to be had. */
  async list(path: ApiPath, labelSelector?: string): Promise<void> {
    try {
      this.#add(await this.live.cluster.list(path, { labelSelector }));
    } catch (error) {
      throw apiFailure(error, TRACE_RULES);
    }
  }

  /** All Services, or those of the namespaces. */
  async services(): Promise<void> {
    const cut = await this.#orInNamespaces((namespace) => this.live.cluster.list(pathOf('Service', namespace)));
    if (cut)
      this.live.report(
        `Services of all namespaces may not be listed: only those of ${this.namespaces.join(', ')} are known`,
      );
  }

  /** The pods with an address, wherever they are. */
  async podByIp(ip: IpAddress): Promise<void> {
    const cut = await this.#orInNamespaces((namespace) =>
      this.live.cluster.list(pathOf('Pod', namespace), { fieldSelector: `status.podIP=${ip.text}` }),
    );
    if (!cut) return;
    const where = this.namespaces.join(', ');
    this.#unseen.set(ip.text, `whose ${ip.text} is, is not known: pods may be listed in ${where} only`);
  }

  /** Why a pod that was not found may have the address all the same. */
  unseenPod(ip: IpAddress): string | undefined {
    return this.#unseen.get(ip.text);
  }

  /** What may be missing: `without` says what follows where it is refused. A kind that the API does not have has no objects. */
  async optional(paths: readonly ApiPath[], without: string): Promise<void> {
    for (const path of paths) {
      try {
        const { cluster } = this.live;
        this.#add(path.name === undefined ? await cluster.list(path) : [await cluster.get(path)]);
      } catch (error) {
        if (!(error instanceof KubeApiError && [403, 404].includes(error.status))) throw apiFailure(error, TRACE_RULES);
        if (error.status === 403) this.live.report(`it is not allowed to read ${describeApiPath(path)}: ${without}`);
      }
    }
  }

  /** The gateways by which a client outside may enter: their objects, and the pods that serve them. */
  async gateways(): Promise<void> {
    const { cluster } = this.live;
    const gateways = await this.#some(pathOf('IstioGateway'));
    const more = await this.#some(pathOf('Gateway'));
    if (more.length > 0) {
      await this.#some(pathOf('HTTPRoute'));
      this.#add(await cluster.list(pathOf('Pod'), { labelSelector: GATEWAY_NAME }));
    }
    for (const selector of new Set(gateways.flatMap(selectorOf)))
      this.#add(await cluster.list(pathOf('Pod'), { labelSelector: selector }));
  }

  async #some(path: ApiPath): Promise<readonly JsonObject[]> {
    try {
      const found = await this.live.cluster.list(path);
      this.#add(found);
      return found;
    } catch (error) {
      if (error instanceof KubeApiError && error.status === 404) return [];
      throw apiFailure(error, [{ group: path.group, resource: path.resource, verbs: ['list'] }, ...TRACE_RULES]);
    }
  }

  /** Of the cluster, or where that is forbidden of each namespace; true: it was forbidden. */
  async #orInNamespaces(list: (namespace: string | undefined) => Promise<readonly JsonObject[]>): Promise<boolean> {
    try {
      this.#add(await list(undefined));
      return false;
    } catch (error) {
      if (!(error instanceof KubeApiError && error.status === 403)) throw apiFailure(error, TRACE_RULES);
    }
    for (const namespace of this.namespaces) {
      try {
        this.#add(await list(namespace));
      } catch (error) {
        throw apiFailure(error, TRACE_RULES);
      }
    }
    return true;
  }

  #add(objects: readonly JsonObject[]): void {
    this.files.addObjects(objects, new Date());
  }
}

function selectorOf({ spec }: JsonObject): readonly string[] {
  const selector = isJsonObject(spec) ? spec.selector : undefined;
  if (!isJsonObject(selector)) return [];
  const parts = Object.entries(selector).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${key}=${value}`] : [],
  );
  return parts.length === 0 ? [] : [parts.sort().join(',')];
}
