import type { LabPodState, LabState } from '../../../src/lab/model/LabState.js';
import { netnsCommand } from '../../../src/lab/run/netnsCommand.js';
import { run } from '../../../src/lab/run/run.js';

/** A lab's pod, by `name.namespace`. */
export function podOf(lab: LabState, id: string): LabPodState {
  const pod = lab.pods.find((one) => one.id === id);
  if (pod === undefined) throw new Error(`no pod ${id}`);
  return pod;
}

/** Runs a program of Node inside of a pod, with its resolv.conf, as a user; gives what it printed. */
export function inPod(pod: LabPodState, program: string, args: readonly string[], uid = 1000): Promise<string> {
  const argv = [process.execPath, '-e', program, ...args];
  return run(netnsCommand(pod, argv, { uid, gid: uid, readsAll: true }));
}
