import type { DumpEntry } from '../../envoy/dump/ConfigDump.js';
import { descend, objectField, stringField } from '../../envoy/dump/field.js';
import { readCertificate } from '../table/certificate.js';
import { orDash, type WideTable } from './WideTable.js';

/** Every secret, static ones too, with when it came and what its certificate is for. */
export function wideSecrets(entries: readonly DumpEntry[], now: Date): WideTable {
  return {
    head: ['NAME', 'STATE', 'TYPE', 'VALID', 'NOT BEFORE', 'NOT AFTER', 'SAN', 'VERSION', 'UPDATED'],
    rows: entries.map((entry) => {
      const { name, state, resource, versionInfo, lastUpdated } = entry;
      const certificate = readCertificate(firstPem(entry));
      const validity = certificate && certificate.notBefore < now && now < certificate.notAfter;
      return [
        orDash(name),
        state,
        objectField(resource, 'validation_context') ? 'validation context' : 'certificate',
        orDash(validity?.toString()),
        orDash(certificate?.notBefore.toISOString()),
        orDash(certificate?.notAfter.toISOString()),
        orDash(certificate?.subjectAltName),
        orDash(versionInfo),
        orDash(lastUpdated),
      ];
    }),
  };
}

function firstPem({ resource }: DumpEntry): string {
  const chain = descend(resource, 'tls_certificate', 'certificate_chain');
  const source = chain ?? descend(resource, 'validation_context', 'trusted_ca');
  const inline = stringField(source, 'inline_bytes');
  return inline === undefined ? (stringField(source, 'inline_string') ?? '') : Buffer.from(inline, 'base64').toString();
}
