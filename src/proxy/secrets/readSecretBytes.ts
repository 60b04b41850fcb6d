import type { SecretValue } from '../runtime/SecretSource.js';
import { readFields } from '../grpc/protobuf.js';
import { textOfSource } from './textOfSource.js';

/** A `tls.v3.Secret` as SDS sends it. Throws a RangeError for what is none. */
export function readSecretBytes(bytes: Buffer): SecretValue {
  const secret = readFields(bytes);
  const name = secret.get(1)?.at(-1)?.toString('utf8') ?? '';
  const certificate = fieldsOf(secret.get(2)?.at(-1));
  const validation = fieldsOf(secret.get(4)?.at(-1));
  const certificateChain = sourceText(certificate.get(1)?.at(-1));
  const privateKey = sourceText(certificate.get(2)?.at(-1));
  const password = sourceText(certificate.get(3)?.at(-1));
  const trustedCa = sourceText(validation.get(1)?.at(-1));
  return {
    name,
    ...(certificateChain === undefined ? {} : { certificateChain }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(password === undefined ? {} : { password }),
    ...(trustedCa === undefined ? {} : { trustedCa }),
  };
}

function fieldsOf(bytes: Buffer | undefined): ReturnType<typeof readFields> {
  return bytes === undefined ? new Map<number, readonly Buffer[]>() : readFields(bytes);
}

/** `core.v3.DataSource`: filename 1, inline_bytes 2, inline_string 3, environment_variable 4. */
function sourceText(bytes: Buffer | undefined): string | undefined {
  const source = fieldsOf(bytes);
  const text = (number: number): string | undefined => source.get(number)?.at(-1)?.toString('utf8');
  const path = text(1);
  if (path !== undefined) return textOfSource({ kind: 'file', path });
  const name = text(4);
  return text(2) ?? text(3) ?? (name === undefined ? undefined : textOfSource({ kind: 'environment', name }));
}
