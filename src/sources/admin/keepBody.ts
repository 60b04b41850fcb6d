import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { AdminBody } from './Admin.js';
import { BodyStore } from './BodyStore.js';

/** Takes an answer that comes by another way than HTTP. */
export interface BodyKeeper {
  /** A piece; more than `maxBytes` altogether is a `UserError` (exit 5). */
  readonly add: (chunk: Uint8Array) => void;
  readonly body: () => AdminBody;
  readonly dispose: () => void;
}

/** Keeps an answer as `Admin` does: in memory while it is small, else in an unlinked file. */
export function keepBody({ name, maxBytes }: { readonly name: string; readonly maxBytes: number }): BodyKeeper {
  const store = new BodyStore();
  return {
    add: (chunk) => {
      store.add(chunk);
      if (store.size <= maxBytes) return;
      store.dispose();
      const size = Math.ceil(maxBytes / 2 ** 20);
      throw new UserError(`${name} answers with more than ${size} MiB, and --max-dump is ${size} MiB`, {
        exitCode: ExitCode.unreadable,
      });
    },
    body: () => store.body(),
    dispose: () => store.dispose(),
  };
}
