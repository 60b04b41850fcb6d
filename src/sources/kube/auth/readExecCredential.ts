import { ExitCode } from '../../../text/ExitCode.js';
import { isJsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import { UserError } from '../../../text/UserError.js';
import type { ExecConfig } from '../kubeconfig/Kubeconfig.js';

/** What an exec plugin gave: a token, a client certificate, or both. */
export interface ExecCredential {
  readonly token: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Milliseconds since 1970; `undefined`: until it is refused. */
  readonly expires: number | undefined;
}

/** Reads a plugin's stdout. What is no such answer is a `UserError` (exit 5) that quotes nothing of it. */
export function readExecCredential(text: string, { command, apiVersion }: ExecConfig): ExecCredential {
  const fail = (message: string): never => {
    throw new UserError(`exec plugin ${command} ${message}`, { exitCode: ExitCode.unreadable });
  };
  const document = parse(text);
  if (!isJsonObject(document) || document.kind !== 'ExecCredential') return fail('did not print an ExecCredential');
  if (document.apiVersion !== apiVersion)
    return fail(
      `has another apiVersion (${JSON.stringify(document.apiVersion ?? null)}) than the kubeconfig (${apiVersion})`,
    );
  const { status } = document;
  if (!isJsonObject(status)) return fail('gave no status');
  const field = (key: string): string | undefined => {
    const value = status[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [token, cert, key] = [field('token'), field('clientCertificateData'), field('clientKeyData')];
  if (token === undefined && cert === undefined && key === undefined)
    return fail('gave neither a token nor a client certificate');
  if ((cert === undefined) !== (key === undefined)) return fail('gave only one of a client certificate and its key');
  const expiration = field('expirationTimestamp');
  const expires = expiration === undefined ? undefined : Date.parse(expiration);
  if (expires !== undefined && Number.isNaN(expires)) return fail('gave an expirationTimestamp that is no time');
  return { token, cert, key, expires };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
