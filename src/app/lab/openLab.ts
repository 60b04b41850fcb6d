import type { Facts } from '../../facts/Facts.js';
import { readSnapshot, type Report } from '../../facts/snapshot/readSnapshot.js';
import type { LabState } from '../../lab/model/LabState.js';
import type { RunningLab } from '../../lab/request/sendRequest.js';
import { snapshotOf } from '../../lab/snapshot/snapshotOf.js';
import { listLabs } from '../../lab/up/listLabs.js';
import { openLibc } from '../../proxy/sys/openLibc.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { worldOf } from '../../trace/world/worldOf.js';

/** A running lab, and the facts of it that a trace rests on. */
export interface OpenLab extends RunningLab {
  readonly facts: Facts;
}

/** A lab that runs, by its name. One that is not there, or was cut off while it started, is a usage error. */
export async function openLab(name: string, report: Report): Promise<OpenLab> {
  const labs = listLabs();
  const found = labs.find((lab) => lab.name === name);
  if (found?.state === undefined) {
    const names = labs.map((lab) => lab.name).join(', ');
    throw new UserError(`there is no lab ${JSON.stringify(name)}`, {
      exitCode: ExitCode.usage,
      hint: names === '' ? 'hopctl lab up -f FILE builds one.' : `There is ${names}.`,
    });
  }
  if (found.state.phase !== 'running') {
    throw new UserError(`the lab ${name} does not run: it ${found.broken ? 'was cut off' : 'is'} starting`, {
      exitCode: ExitCode.usage,
      hint: found.broken ? `Remove it: hopctl lab down ${name}` : 'Wait until it is up.',
    });
  }
  return openState(found.state, report);
}

/** The same of a lab whose state is at hand. */
export async function openState(state: LabState, report: Report): Promise<OpenLab> {
  const facts = readSnapshot(await snapshotOf(state), report);
  return { state, facts, world: worldOf(facts), libc: await openLibc() };
}
