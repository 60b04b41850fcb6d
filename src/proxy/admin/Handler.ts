import type { AdminAnswer, AdminRequest } from './AdminAnswer.js';
import type { AdminContext } from './AdminContext.js';

/** One path of the admin API. */
export interface Handler {
  readonly path: string;
  /** As `/help` says it. */
  readonly help: string;
  /** Parameters with their help; `mutates`: only by POST. */
  readonly parameters?: readonly (readonly [name: string, help: string])[];
  readonly mutates?: boolean;
  answer(request: AdminRequest, context: AdminContext): AdminAnswer;
}

/** The list that `/help` prints and a wrong path is answered with; `handlers` sorted by path. */
export function helpText(handlers: readonly Handler[]): string {
  const lines = handlers.flatMap(({ path, help, parameters = [], mutates }) => [
    `  ${path}${mutates === true ? ' (POST)' : ''}: ${help}\n`,
    ...parameters.map(([name, text]) => `      ${name}: ${text}\n`),
  ]);
  return `admin commands are:\n${lines.join('')}`;
}
