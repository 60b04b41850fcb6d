import { KubeApiError } from '../../sources/kube/KubeApiError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { orApiFailure } from '../live/apiFailure.js';
import type { NodeCluster } from './NodeCluster.js';
import { nodeNeeds } from './nodeNeeds.js';
import { NODE_ACCESSES, type NodeAccess, type NodeOptions } from './NodeOptions.js';
import type { NodeSubject } from './NodeSubject.js';
import type { NodeReader, OpenReader } from './ways/NodeReader.js';
import { openAgent } from './ways/openAgent.js';
import { openEphemeral } from './ways/openEphemeral.js';
import { openHelperPod } from './ways/openHelperPod.js';
import { openHere } from './ways/openHere.js';

const WAYS: Readonly<Record<NodeAccess, OpenReader>> = {
  node: openHere,
  agent: openAgent,
  pod: openHelperPod,
  ephemeral: openEphemeral,
};

/** For people, in errors. */
const NAMES: Readonly<Record<NodeAccess, string>> = {
  node: 'here',
  agent: 'by an agent',
  pod: 'by a helper pod',
  ephemeral: 'by an ephemeral container',
};

/**
 * Opens a reader by the way that is asked for, else by the first that can be gone. An ephemeral container stays in its pod, so that without being
 * asked for it is made only where a helper pod was refused.
 *
 * @throws UserError (exit 5) that says why none could be gone, way by way
 */
export async function openReader(
  cluster: NodeCluster,
  subject: NodeSubject,
  options: NodeOptions,
): Promise<NodeReader> {
  const { access, signal } = options;
  if (access !== undefined) {
    const needs = nodeNeeds(access, subject, options).flatMap(({ rules }) => rules);
    return orApiFailure(WAYS[access](cluster, subject, options), needs);
  }
  const why: string[] = [];
  let hint: string | undefined;
  for (const way of NODE_ACCESSES) {
    if (way === 'ephemeral' && subject.pod === undefined) continue;
    try {
      return await WAYS[way](cluster, subject, options);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof UserError || error instanceof KubeApiError)) throw error;
      why.push(`${NAMES[way]}: ${error.message}`);
      if (error instanceof UserError) hint = error.hint ?? hint;
    }
  }
  throw new UserError(`the network namespace of ${subject.label} cannot be read: ${why.join('; ')}`, {
    exitCode: ExitCode.unreadable,
    hint: hint ?? `hopctl node plan says what each way takes.`,
  });
}
