import type { AdminBody } from '../../sources/admin/Admin.js';
import { openAdmin } from '../../sources/admin/openAdmin.js';
import { KubeApiError } from '../../sources/kube/KubeApiError.js';
import { apiFailure } from './apiFailure.js';
import { askByExec } from './askByExec.js';
import { askByPodProxy } from './askByPodProxy.js';
import type { Live } from './Live.js';
import type { LivePod } from './findLivePods.js';
import { PROXY_RULES } from './PolicyRule.js';
import { refusedWays } from './refusedWays.js';

/** The admin interface of a pod's proxy. */
export interface PodAdmin {
  /** Errors are `UserError`s: exit 5, and 2 for a pod that is not there. */
  readonly get: (path: string) => Promise<AdminBody>;
  readonly post: (path: string) => Promise<AdminBody>;
  readonly close: () => void;
}

/** A way to ask an admin interface. */
export type AskAdmin = (method: 'GET' | 'POST', path: string) => Promise<AdminBody>;

/** Milliseconds without a byte, and for one answer, where `--request-timeout` says nothing. */
const [PATIENCE, DEADLINE] = [30_000, 300_000];

/**
 * A pod's admin interface by port-forward, all requests over one connection. Where port-forward is refused, by exec of Istio's agent in the
 * proxy's container, and where that is, too, by way of the API server to the pod's own address; each step down is told.
 */
export function openPodAdmin(live: Live, target: LivePod): PodAdmin {
  const { cluster, options, report } = live;
  const { namespace, name } = target;
  const label = `the admin interface of ${namespace}/${name}`;
  const forward = cluster.portForward(namespace, name, options.adminPort);
  const admin = openAdmin({
    connect: forward.connect,
    name: label,
    maxBytes: options.maxDump,
    patience: PATIENCE,
    deadline: DEADLINE,
  });
  let way: AskAdmin = (method, path) => (method === 'GET' ? admin.get(path) : admin.post(path));
  const lower: readonly { readonly what: string; readonly ask: AskAdmin }[] = [
    { what: 'exec of pilot-agent in the proxy container', ask: askByExec(live, target, label) },
    { what: "the pod's proxy subresource", ask: askByPodProxy(live, target, label) },
  ];
  let below = 0;
  const refusals: string[] = [];
  const ask: AskAdmin = async (method, path) => {
    for (;;) {
      try {
        return await way(method, path);
      } catch (error) {
        if (!isRefusal(error)) throw apiFailure(error, PROXY_RULES);
        refusals.push(error.message);
        const next = lower[below];
        if (next === undefined) throw refusedWays(label, refusals, namespace);
        below += 1;
        way = next.ask;
        report(`${error.message}: trying ${next.what} instead`);
      }
    }
  };
  return { get: (path) => ask('GET', path), post: (path) => ask('POST', path), close: () => admin.close() };
}

/** Whether another way may do: not when the pod is not there, or the credentials are no good. */
function isRefusal(error: unknown): error is KubeApiError {
  if (!(error instanceof KubeApiError) || error.status === 401 || error.status === 429) return false;
  return !(error.status === 404 && error.reason === 'NotFound' && /\bpods\b.*not found/.test(error.serverMessage));
}
