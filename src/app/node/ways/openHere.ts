import { collectOver } from '../../../sources/node/collectOver.js';
import { mayReadHere, runHere } from '../../../sources/node/runHere.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { refuseSandbox } from '../NodeSubject.js';
import type { OpenReader } from './NodeReader.js';

/** hopctl runs on the node itself, as root. Nothing says so but that the container is found: the node's own namespace cannot be told from another's. */
export const openHere: OpenReader = async (_cluster, subject, options) => {
  refuseSandbox(subject);
  if (!mayReadHere()) throw unreadable('hopctl does not run on the node, or not as root');
  const { nodeName, target, label } = subject;
  if (target.kind === 'node' && options.access !== 'node')
    throw unreadable(`nothing tells whether this machine is ${nodeName}`);
  const via = `on ${nodeName}`;
  // Looked for at once, so that another way is tried if it is not here.
  const first = await collectOver({ exec: runHere, target, where: label, signal: options.signal });
  let isFirst = true;
  return {
    via,
    isShared: true,
    read: async (wanted, signal) => {
      if (isFirst && wanted === target) {
        isFirst = false;
        return first;
      }
      return collectOver({ exec: runHere, target: wanted, where: via, signal });
    },
    close: () => Promise.resolve(),
  };
};

function unreadable(message: string): UserError {
  return new UserError(message, { exitCode: ExitCode.unreadable });
}
