import { setTimeout as delay } from 'node:timers/promises';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { LabFile } from '../model/LabFile.js';
import type { LabState } from '../model/LabState.js';
import type { ProxyKind } from '../model/words.js';
import { claimLab, writeLabState } from '../state/labStates.js';
import { planLab } from '../state/planLab.js';
import { holdSignals } from './holdSignals.js';
import { labDown } from './labDown.js';
import { makeNetwork } from './makeNetwork.js';
import { requireLinux } from './requireLinux.js';
import { startLab } from './startLab.js';

/** In which what was begun side by side finds that it can't go on. */
const GRACE_MS = 200;

/** How a lab is built. */
export interface LabUpOptions {
  /** Wins over what the lab file says of proxies. */
  readonly proxy?: ProxyKind;
  /** Ends the building; what was built is removed. */
  readonly signal?: AbortSignal;
}

/**
 * Builds a lab and starts all that is in it. When that fails, or is interrupted, nothing is left. A lab of the name that is up already, a
 * machine on which it can't be built, and what is wrong in its files are `UserError`s.
 */
export async function labUp(file: LabFile, { proxy, signal }: LabUpOptions = {}): Promise<LabState> {
  requireLinux();
  const plan = planLab(file, new Date(), proxy);
  if (!claimLab(plan)) {
    throw new UserError(`a lab of this name is there already: ${file.name}`, {
      hint: `Remove it first: hopctl lab down ${file.name}`,
      exitCode: ExitCode.usage,
    });
  }
  const held = holdSignals();
  const stop = AbortSignal.any([held.signal, ...(signal === undefined ? [] : [signal])]);
  writeLabState(plan);
  const work = build(plan);
  try {
    const running = await untilAborted(work, stop);
    writeLabState(running);
    return running;
  } catch (error) {
    // What had begun fails for lack of namespaces; it may have written something by then.
    await labDown(file.name);
    await work.catch(() => delay(GRACE_MS));
    await labDown(file.name);
    throw error;
  } finally {
    await held.release();
  }
}

async function build(plan: LabState): Promise<LabState> {
  await makeNetwork(plan);
  return startLab(plan);
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined);
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('interrupted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
