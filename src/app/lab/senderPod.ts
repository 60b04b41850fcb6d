import type { LabPodState } from '../../lab/model/LabState.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TraceRequest } from '../../trace/model/TraceRequest.js';
import type { OpenLab } from './openLab.js';

/** The pod of the lab that a request is from; anyone else is a usage error. */
export function senderPod({ state }: OpenLab, { from }: TraceRequest): LabPodState {
  const pod =
    from.kind === 'pod'
      ? state.pods.find(({ namespace, name }) => namespace === from.namespace && name === from.name)
      : undefined;
  if (pod !== undefined) return pod;
  throw new UserError('FROM is no pod of the lab', {
    exitCode: ExitCode.usage,
    hint: `One of ${state.pods.map(({ id }) => id).join(', ')}.`,
  });
}
