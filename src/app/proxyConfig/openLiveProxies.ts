import { readClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { parseJson } from '../../text/json/parseJson.js';
import type { EvidenceOptions } from '../EvidenceOptions.js';
import { findLivePods, type LivePod } from '../live/findLivePods.js';
import { openLive, type Live } from '../live/Live.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import { openPodAdmin } from '../live/openPodAdmin.js';
import { reportDuplicateKeys } from '../reportDuplicateKeys.js';
import { ADMIN_REQUESTS, type AdminRequest, type AdminView } from './adminRequest.js';
import type { ProxyEvidence } from './ProxyEvidence.js';

/** The proxies of a cluster that the options choose; of each the one answer that `view` needs. Errors as `openProxies`. */
export async function openLiveProxies(
  options: EvidenceOptions & { readonly live: LiveOptions },
  view: AdminView,
  report: (note: string) => void,
): Promise<readonly ProxyEvidence[]> {
  const live = await openLive(options.live, report);
  const pods = await findLivePods(live, options);
  return pods.map((pod) => evidenceOf(live, pod, ADMIN_REQUESTS[view]));
}

function evidenceOf(live: Live, pod: LivePod, { path, answer }: AdminRequest): ProxyEvidence {
  const name = `${pod.namespace}/${pod.name}`;
  let document: JsonDocument | undefined;
  const loaded = (): JsonDocument => {
    if (document === undefined) throw new Error(`${path} of ${name} was not fetched`);
    return document;
  };
  return {
    name,
    load: async () => {
      const admin = openPodAdmin(live, pod);
      try {
        const body = await admin.get(path);
        document = parseJson(body.bytes(), `${answer} of ${name}`);
        body.dispose();
        reportDuplicateKeys(document, live.report);
      } finally {
        admin.close();
      }
    },
    configDump: () => readConfigDump(loaded()),
    clusters: () => (answer === 'clusters' ? readClustersStatus(loaded()) : undefined),
  };
}
