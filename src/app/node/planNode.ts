import { KubeApiError } from '../../sources/kube/KubeApiError.js';
import { ephemeralContainerPatch } from '../../sources/node/ephemeralContainer.js';
import { helperPodManifest } from '../../sources/node/helperPod.js';
import { describeNodeTarget } from '../../sources/node/NodeTarget.js';
import { mayReadHere } from '../../sources/node/runHere.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { UserError } from '../../text/UserError.js';
import { helperImage } from './helperImage.js';
import type { NodeCluster } from './NodeCluster.js';
import { helperNamespace, nodeNeeds } from './nodeNeeds.js';
import { NODE_ACCESSES, type NodeAccess, type NodeOptions } from './NodeOptions.js';
import type { NodePlan, PlannedWay } from './NodePlan.js';
import { refuseSandbox, type NodeSubject } from './NodeSubject.js';
import { ISTIO_CNI_AGENT, openAgent } from './ways/openAgent.js';
import { EPHEMERAL_SECONDS } from './ways/openEphemeral.js';
import { helperPodFor } from './ways/openHelperPod.js';

type Steps = Omit<PlannedWay, 'access' | 'needs'>;

const PLANNERS: Readonly<
  Record<NodeAccess, (cluster: NodeCluster, subject: NodeSubject, options: NodeOptions) => Promise<Steps> | Steps>
> = { node: planHere, agent: planAgent, pod: planPod, ephemeral: planEphemeral };

const READ = 'run a script there that reads and changes nothing';

/** What would be done to read a network namespace, and what RBAC has to allow for it. Asks the cluster for agents; changes nothing. */
export async function planNode(cluster: NodeCluster, subject: NodeSubject, options: NodeOptions): Promise<NodePlan> {
  const ways: PlannedWay[] = [];
  for (const access of options.access === undefined ? NODE_ACCESSES : [options.access]) {
    const steps = await PLANNERS[access](cluster, subject, options);
    ways.push({ access, needs: nodeNeeds(access, subject, options), ...steps });
  }
  const { pod, label, nodeName } = subject;
  return { of: pod === undefined ? label : `pod ${label}`, nodeName, ways };
}

function planHere(_cluster: NodeCluster, subject: NodeSubject): Steps {
  return {
    does: [`look for ${describeNodeTarget(subject.target)} on this machine`, 'enter its network namespace and read it'],
    ...orImpossible(() => {
      refuseSandbox(subject);
      if (!mayReadHere()) throw new Error('hopctl does not run as root on Linux here');
    }),
  };
}

async function planAgent(cluster: NodeCluster, subject: NodeSubject, options: NodeOptions): Promise<Steps> {
  try {
    const { via } = await openAgent(cluster, subject, options);
    return { does: [`go into the ${via}`, READ] };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof KubeApiError)) throw error;
    const agent = options.agent ?? ISTIO_CNI_AGENT;
    return { does: [`go into a pod with the label ${agent} on ${subject.nodeName}`, READ], impossible: error.message };
  }
}

function planPod(_cluster: NodeCluster, subject: NodeSubject, options: NodeOptions): Steps {
  const namespace = helperNamespace(subject, options);
  return {
    does: [
      `make a pod in ${namespace} on ${subject.nodeName}, which its deadline ends if nothing else does`,
      READ,
      'remove the pod',
    ],
    ...orImpossible(() => {
      refuseSandbox(subject);
      return helperPodManifest(helperPodFor(subject, options, 'RANDOM'));
    }),
  };
}

function planEphemeral(_cluster: NodeCluster, subject: NodeSubject, options: NodeOptions): Steps {
  const { pod, label } = subject;
  return {
    does: [
      `add an ephemeral container to ${label}; it ends after ${EPHEMERAL_SECONDS} seconds and stays in the pod's spec`,
      READ,
    ],
    ...orImpossible(() => {
      if (pod === undefined) throw new Error(`${label} is no pod`);
      const image = helperImage(subject, options);
      return ephemeralContainerPatch({ name: 'hopctl-node-RANDOM', image, deadlineSeconds: EPHEMERAL_SECONDS });
    }),
  };
}

function orImpossible(make: () => JsonObject | undefined): Pick<Steps, 'manifest' | 'impossible'> {
  try {
    const manifest = make();
    return manifest === undefined ? {} : { manifest };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = error instanceof UserError && error.hint !== undefined ? ` (${error.hint})` : '';
    return { impossible: `${error.message}${hint}` };
  }
}
