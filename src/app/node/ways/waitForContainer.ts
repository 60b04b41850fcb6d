import { Fields } from '../../../kube/read/Fields.js';
import { pause } from '../../../sources/node/pause.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { noShell } from '../helperImage.js';
import { podsPath, type NodeCluster } from '../NodeCluster.js';

/** A container that was asked for, in a pod's status. */
export interface AwaitedContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  /** Where its status is. */
  readonly field: 'containerStatuses' | 'ephemeralContainerStatuses';
  readonly timeoutSeconds: number;
}

/** Reasons for which a container waits that waiting does not mend. */
const HOPELESS = /^(?:Err|Invalid)Image|BackOff$|^(?:Create|Run)Container|ImageInspectError|RegistryUnavailable/;

/** Milliseconds between two looks. */
const INTERVAL = 300;

/** Waits until a container runs. One that never will, has ended, or takes too long, is a `UserError` (exit 5) that says why. */
export async function waitForContainer(
  cluster: NodeCluster,
  awaited: AwaitedContainer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { namespace, pod, timeoutSeconds } = awaited;
  let seen = 'it was not started';
  for (let waited = 0; waited < timeoutSeconds * 1000; waited += INTERVAL) {
    const status = new Fields(await cluster.get(podsPath(namespace, pod), { signal }), 'Pod:', 'the API server').object(
      'status',
    );
    const state = stateOf(status, awaited);
    if (state === 'running') return;
    seen = state;
    await pause(INTERVAL, signal);
  }
  throw unreadable(`${namespace}/${pod} was not started within ${timeoutSeconds} seconds: ${seen}`);
}

/** `running`, or why not yet. */
function stateOf(status: Fields, { namespace, pod, container, image, field }: AwaitedContainer): string {
  const phase = status.string('phase') ?? 'Pending';
  if (phase === 'Failed' || (phase === 'Succeeded' && field === 'containerStatuses'))
    throw unreadable(`${namespace}/${pod} ended: ${status.string('message') ?? status.string('reason') ?? phase}`);
  const state = status
    .objects(field)
    .find((one) => one.string('name') === container)
    ?.object('state');
  if (state?.has('running') === true) return 'running';
  const waiting = state?.object('waiting');
  const reason = waiting?.string('reason') ?? '';
  const message = waiting?.string('message') ?? state?.object('terminated').string('message') ?? '';
  if (/executable file not found|no such file or directory/.test(message)) throw noShell(image);
  const said = [reason, message].filter((text) => text !== '').join(': ');
  if (state?.has('terminated') === true || HOPELESS.test(reason))
    throw unreadable(`${namespace}/${pod} cannot be started: ${said === '' ? 'its container ended' : said}`);
  return said === '' ? `it is ${phase}` : said;
}

function unreadable(message: string): UserError {
  return new UserError(message, {
    exitCode: ExitCode.unreadable,
    hint: '--node-image names another image, --node-access another way.',
  });
}
