import type { JsonObject } from '../../../src/text/json/JsonValue.js';

/** What is written to the error stream at the end of an exec, from version 4 of the protocol on. */
export function execStatus(code: number, argv: readonly string[]): JsonObject {
  if (code === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: error executing command [${argv.join(' ')}], exit code ${code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}

/** The same of a runtime that could not run it. */
export function execFailure(error: unknown): JsonObject {
  const message = `error executing command in container: ${error instanceof Error ? error.message : String(error)}`;
  return {
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
    code: 500,
  };
}
