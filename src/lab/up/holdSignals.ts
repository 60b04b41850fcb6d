import { setTimeout as delay } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Signals while something is done that has to be undone first. */
export interface HeldSignals {
  /** Aborted by the first of them. */
  readonly signal: AbortSignal;
  /** Gives them back to who listened before. One that came is sent again, and who listens has a second to end the process. */
  readonly release: () => Promise<void>;
}

/** Keeps SIGINT and SIGTERM, or others, from ending the process, until they are released. */
export function holdSignals(names: readonly NodeJS.Signals[] = SIGNALS): HeldSignals {
  const controller = new AbortController();
  let came: NodeJS.Signals | undefined;
  const hold = (name: NodeJS.Signals): void => {
    came ??= name;
    controller.abort();
  };
  const before = names.map((name) => [name, process.listeners(name)] as const);
  // Never without a listener: Node.js drops a signal that came meanwhile when the last one goes.
  for (const [name, listeners] of before) {
    process.on(name, hold);
    for (const listener of listeners) process.off(name, listener);
  }
  return {
    signal: controller.signal,
    release: async () => {
      for (const [name, listeners] of before) {
        for (const listener of listeners) process.on(name, listener);
        process.off(name, hold);
      }
      if (came === undefined) return;
      process.kill(process.pid, came);
      await delay(1000);
    },
  };
}
