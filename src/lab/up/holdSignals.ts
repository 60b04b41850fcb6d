import { setTimeout as delay } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** SIGINT and SIGTERM while something is done that has to be undone first. */
export interface HeldSignals {
  /** Aborted by the first of them. */
  readonly signal: AbortSignal;
  /** Gives them back to who listened before. One that came is sent again, and who listens has a second to end the process. */
  readonly release: () => Promise<void>;
}

/** Keeps SIGINT and SIGTERM from ending the process, until they are released. */
export function holdSignals(): HeldSignals {
  const controller = new AbortController();
  let came: NodeJS.Signals | undefined;
  const hold = (name: NodeJS.Signals): void => {
    came ??= name;
    controller.abort();
  };
  const before = SIGNALS.map((name) => [name, process.listeners(name)] as const);
  for (const [name] of before) process.removeAllListeners(name).on(name, hold);
  return {
    signal: controller.signal,
    release: async () => {
      for (const [name, listeners] of before) {
        process.off(name, hold);
        for (const listener of listeners) process.on(name, listener);
      }
      if (came === undefined) return;
      process.kill(process.pid, came);
      await delay(1000);
    },
  };
}
