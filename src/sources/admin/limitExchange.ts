import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { AdminOptions } from './Admin.js';

/** The time that one exchange may take. */
export interface Limits {
  /** A byte has come. */
  readonly touch: () => void;
  /** Why the exchange has to end; `undefined`: it need not. */
  readonly failure: () => Error | undefined;
  /** Called with the failure, once; at once, if there is one already. */
  readonly onFailure: (listener: (error: Error) => void) => void;
  readonly end: () => void;
}

/** Watches an exchange: the signal, too long a silence, and the time as a whole. */
export function limitExchange({ name, patience, deadline }: AdminOptions, signal: AbortSignal | undefined): Limits {
  let failure: Error | undefined;
  let listener: (error: Error) => void = () => undefined;
  const fail = (error: Error): void => {
    if (failure !== undefined) return;
    failure = error;
    listener(error);
  };
  const late = (what: string, milliseconds: number): UserError =>
    new UserError(`${name} ${what} ${milliseconds / 1000} s`, { exitCode: ExitCode.unreadable });
  const abort = (): void => fail(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
  const silence = setTimeout(() => fail(late('is silent for', patience)), patience);
  const whole = setTimeout(() => fail(late('does not end its answer within', deadline)), deadline);
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    touch: () => void silence.refresh(),
    failure: () => failure,
    onFailure: (own) => {
      listener = own;
      if (failure !== undefined) own(failure);
    },
    end: () => {
      clearTimeout(silence);
      clearTimeout(whole);
      signal?.removeEventListener('abort', abort);
    },
  };
}
