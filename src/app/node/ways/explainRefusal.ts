import { KubeApiError } from '../../../sources/kube/KubeApiError.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';

/** What Pod Security says when a namespace does not take such a pod. */
const POD_SECURITY = /violates PodSecurity "([^"]*)"/;

/** An error of making something in a namespace, with the alternative where its policy is the reason. Others are given back. */
export function explainRefusal(error: unknown, namespace: string): unknown {
  if (!(error instanceof KubeApiError)) return error;
  const [, policy] = POD_SECURITY.exec(error.serverMessage) ?? [];
  if (policy === undefined) return error;
  return new UserError(`the namespace ${namespace} takes no pod that reads on a node: its Pod Security is ${policy}`, {
    exitCode: ExitCode.unreadable,
    hint: 'Make it where Pod Security is privileged, as --node-namespace kube-system, or read by an agent: --node-access agent.',
    cause: error,
  });
}
