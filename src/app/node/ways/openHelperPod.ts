import { randomBytes } from 'node:crypto';
import { fieldsOf } from '../../../kube/read/KubeObject.js';
import { KubeApiError } from '../../../sources/kube/KubeApiError.js';
import { collectOver } from '../../../sources/node/collectOver.js';
import { HELPER_CONTAINER, helperPodManifest, type HelperPod } from '../../../sources/node/helperPod.js';
import { helperImage } from '../helperImage.js';
import { podsPath } from '../NodeCluster.js';
import { helperNamespace } from '../nodeNeeds.js';
import type { NodeOptions } from '../NodeOptions.js';
import { refuseSandbox, type NodeSubject } from '../NodeSubject.js';
import { clusterExec } from './clusterExec.js';
import { explainRefusal } from './explainRefusal.js';
import type { OpenReader } from './NodeReader.js';
import { removeHelper } from './removeHelper.js';
import { waitForContainer } from './waitForContainer.js';

/** How long a helper pod lives at most: the node ends it then, whatever became of hopctl. */
export const HELPER_DEADLINE_SECONDS = 300;

/** How long it may take to start, with its image to be pulled perhaps. */
const START_SECONDS = 60;

/** The helper pod that would be made. */
export function helperPodFor(subject: NodeSubject, options: NodeOptions, suffix: string): HelperPod {
  const { pod, nodeName } = subject;
  const namespace = helperNamespace(subject, options);
  const secrets = pod?.namespace === namespace ? fieldsOf(pod.object).object('spec').objects('imagePullSecrets') : [];
  return {
    name: `hopctl-node-${suffix}`,
    namespace,
    nodeName,
    image: helperImage(subject, options),
    pullSecrets: secrets.flatMap((secret) => secret.string('name') ?? []),
    deadlineSeconds: HELPER_DEADLINE_SECONDS,
  };
}

/** A pod of our own on the node, until the reader is closed. Whatever ends this before, the pod is removed first. */
export const openHelperPod: OpenReader = async (cluster, subject, options) => {
  refuseSandbox(subject);
  const helper = helperPodFor(subject, options, randomBytes(5).toString('hex'));
  const { namespace, name, nodeName, image } = helper;
  const { signal, report } = options;
  let isCertain = false;
  const close = async (): Promise<void> => {
    const failure = await removeHelper(cluster, namespace, name, isCertain);
    if (failure === undefined) return;
    const why = failure instanceof Error ? failure.message : 'no answer';
    report(
      `the pod ${namespace}/${name} could not be removed (${why}): it ends by itself, and hopctl node cleanup removes it`,
    );
  };
  signal?.throwIfAborted();
  report(`starting ${namespace}/${name} on ${nodeName}, to read there`);
  try {
    // Not to be aborted: nobody would know whether it came into being.
    await cluster.create(podsPath(namespace), helperPodManifest(helper));
    isCertain = true;
    const place = { namespace, pod: name, container: HELPER_CONTAINER, image };
    await waitForContainer(cluster, { ...place, field: 'containerStatuses', timeoutSeconds: START_SECONDS }, signal);
    const via = `helper pod ${namespace}/${name} on ${nodeName}`;
    const exec = clusterExec(cluster, place);
    return {
      via,
      isShared: true,
      read: (target, readSignal) =>
        collectOver({ exec, target, where: `${subject.label}, by ${via}`, signal: readSignal }),
      close,
    };
  } catch (error) {
    const wasRefused = !isCertain && error instanceof KubeApiError && error.status < 500;
    if (!wasRefused) await close();
    throw explainRefusal(error, namespace);
  }
};
