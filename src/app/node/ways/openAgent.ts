import { collectOver } from '../../../sources/node/collectOver.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { podsPath, type NodeCluster } from '../NodeCluster.js';
import type { NodeOptions } from '../NodeOptions.js';
import { refuseSandbox } from '../NodeSubject.js';
import { agentNamespaces } from './agentNamespaces.js';
import { agentPlaces } from './agentPlaces.js';
import { clusterExec } from './clusterExec.js';
import type { OpenReader } from './NodeReader.js';

/** The label of Istio's CNI agent (manifests/charts/istio-cni), which may enter the network namespaces of its node. */
export const ISTIO_CNI_AGENT = 'k8s-app=istio-cni-node';

/** An exec into a privileged agent that is on the node already. Makes nothing. */
export const openAgent: OpenReader = async (cluster, subject, options) => {
  refuseSandbox(subject);
  const { nodeName, label } = subject;
  const selector = options.agent ?? ISTIO_CNI_AGENT;
  const why: string[] = [];
  for (const namespace of agentNamespaces(options)) {
    for (const raw of await agentsOn(cluster, nodeName, namespace, selector, options)) {
      const found = agentPlaces(raw);
      why.push(...found.why);
      const [place] = found.places;
      if (place === undefined) continue;
      const via = `agent ${place.namespace}/${place.pod} on ${nodeName}`;
      const exec = clusterExec(cluster, place);
      return {
        via,
        isShared: true,
        read: (target, signal) => collectOver({ exec, target, proc: place.proc, where: `${label}, by ${via}`, signal }),
        close: () => Promise.resolve(),
      };
    }
  }
  const reason = why.length > 0 ? why.join('; ') : `no pod with the label ${selector} is on ${nodeName}`;
  throw new UserError(reason, { exitCode: ExitCode.unreadable });
};

function agentsOn(cluster: NodeCluster, nodeName: string, namespace: string, selector: string, options: NodeOptions) {
  return cluster.list(podsPath(namespace), {
    labelSelector: selector,
    fieldSelector: `spec.nodeName=${nodeName}`,
    signal: options.signal,
  });
}
