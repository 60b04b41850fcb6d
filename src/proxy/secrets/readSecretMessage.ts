import type { Message } from '../../envoy/parse/Message.js';
import type { SecretValue } from '../runtime/SecretSource.js';
import { readDataSource } from '../settings/readDataSource.js';
import { textOfSource } from './textOfSource.js';

/** What a dump shows in place of a private key. */
const REDACTED = '[redacted]';

/** A `tls.v3.Secret` of the configuration; undefined: its private key is not in it. */
export function readSecretMessage(message: Message): SecretValue | undefined {
  const certificate = message.message('tls_certificate');
  const validation = message.message('validation_context');
  const text = (from: Message | undefined, field: string): string | undefined =>
    textOfSource(readDataSource(from?.message(field)));
  const parts = {
    certificateChain: text(certificate, 'certificate_chain'),
    privateKey: text(certificate, 'private_key'),
    password: text(certificate, 'password'),
    trustedCa: text(validation, 'trusted_ca'),
    crl: text(validation, 'crl'),
  };
  if (parts.privateKey === REDACTED) return undefined;
  return { name: message.string('name'), ...withoutUndefined(parts) };
}

function withoutUndefined(parts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
