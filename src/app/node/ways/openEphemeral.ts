import { randomBytes } from 'node:crypto';
import { collectOver } from '../../../sources/node/collectOver.js';
import { ephemeralContainerPatch } from '../../../sources/node/ephemeralContainer.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { helperImage } from '../helperImage.js';
import { podsPath } from '../NodeCluster.js';
import { clusterExec } from './clusterExec.js';
import { explainRefusal } from './explainRefusal.js';
import type { OpenReader } from './NodeReader.js';
import { waitForContainer } from './waitForContainer.js';

/** How long the container waits to be told what to run. */
export const EPHEMERAL_SECONDS = 120;

const START_SECONDS = 60;

/** A container of our own in the pod, which is in its network namespace to begin with. It stays in the pod's spec, ended. */
export const openEphemeral: OpenReader = async (cluster, { pod, label, ...subject }, options) => {
  if (pod === undefined) {
    throw new UserError(`${label} is no pod, which could have an ephemeral container`, {
      exitCode: ExitCode.usage,
      hint: 'Choose another --node-access.',
    });
  }
  const { namespace, name } = pod;
  const image = helperImage({ pod, label, ...subject }, options);
  const container = `hopctl-node-${randomBytes(3).toString('hex')}`;
  const patch = ephemeralContainerPatch({ name: container, image, deadlineSeconds: EPHEMERAL_SECONDS });
  options.report(`adding the ephemeral container ${container} to ${label}, where it stays, ended`);
  await cluster
    .patch(podsPath(namespace, name, 'ephemeralcontainers'), 'strategic', patch, { signal: options.signal })
    .catch((error: unknown) => {
      throw explainRefusal(error, namespace);
    });
  const place = { namespace, pod: name, container, image };
  await waitForContainer(
    cluster,
    { ...place, field: 'ephemeralContainerStatuses', timeoutSeconds: START_SECONDS },
    options.signal,
  );
  const via = `ephemeral container ${container} in ${label}`;
  const exec = clusterExec(cluster, place);
  return {
    via,
    isShared: false,
    read: (_target, signal) => collectOver({ exec, target: { kind: 'self' }, where: `${label}, by ${via}`, signal }),
    close: () => Promise.resolve(),
  };
};
