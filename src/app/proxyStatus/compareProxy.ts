import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import { requireSection } from '../../envoy/dump/requireSection.js';
import { resourceDifference, type ResourceDifference } from '../../istio/resourceDifference.js';
import { ExitCode } from '../../text/ExitCode.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { parseJson } from '../../text/json/parseJson.js';
import { UserError } from '../../text/UserError.js';
import { findLivePods } from '../live/findLivePods.js';
import { openLive, type Live } from '../live/Live.js';
import type { LiveOptions, PodName } from '../live/LiveOptions.js';
import { openPodAdmin } from '../live/openPodAdmin.js';
import { askIstiods } from './askIstiods.js';

/** The kinds of resources that are compared. */
const SECTIONS = ['clusters', 'listeners', 'routes'] as const;

const MASK = 'dynamic_active_clusters,dynamic_listeners,dynamic_route_configs';

/** What istiod would send a proxy beside what that has. */
export interface ProxyComparison {
  /** `NAMESPACE/POD`. */
  readonly name: string;
  readonly istiod: string;
  readonly parts: readonly {
    readonly section: (typeof SECTIONS)[number];
    readonly differences: readonly ResourceDifference[];
  }[];
}

/** Compares the proxy of a TARGET with what the istiod that it is connected to would send it. Errors as `findLivePods` and `askIstiods`. */
export async function compareProxy(
  options: LiveOptions,
  target: string,
  namespace: string | undefined,
  report: (note: string) => void,
): Promise<ProxyComparison> {
  const live = await openLive(options, report);
  try {
    const [pod] = await findLivePods(live, { targets: [target], namespace });
    if (pod === undefined) throw new Error('findLivePods gave no pod');
    const name = `${pod.namespace}/${pod.name}`;
    const admin = openPodAdmin(live, pod);
    const dump = async (): Promise<ConfigDump> => {
      const body = await admin.get(`config_dump?mask=${MASK}`);
      return readConfigDump(parseJson(body.bytes(), `config_dump of ${name}`));
    };
    const [has, { istiod, wants }] = await Promise.all([dump(), wantedOf(live, pod)]).finally(admin.close);
    const parts = SECTIONS.map((section) => ({
      section,
      differences: resourceDifference(resources(wants, section), resources(has, section)),
    }));
    return { name, istiod, parts };
  } finally {
    live.cluster.close();
  }
}

async function wantedOf(live: Live, { name, namespace }: PodName): Promise<{ istiod: string; wants: ConfigDump }> {
  const proxy = `${name}.${namespace}`;
  const { answers, failures } = await askIstiods(live, `debug/config_dump?proxyID=${encodeURIComponent(proxy)}`);
  const found = answers.find(({ document }) => document !== undefined);
  if (found?.document === undefined) {
    const [failure] = failures;
    if (failure !== undefined) throw failure;
    throw new UserError(`no istiod is connected to ${proxy}`, {
      hint: '`hopctl proxy-status` lists the proxies that are.',
      exitCode: ExitCode.unreadable,
    });
  }
  return { istiod: found.istiod, wants: readConfigDump(found.document) };
}

/** What is in use of what came by xDS, by name: of the bootstrap's own resources istiod knows nothing. */
function resources(dump: ConfigDump, section: (typeof SECTIONS)[number]): ReadonlyMap<string, JsonObject> {
  const { entries } = requireSection(dump, section);
  return new Map(entries.filter(({ state }) => state === 'active').map(({ name, resource }) => [name, resource]));
}
