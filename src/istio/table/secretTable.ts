import type { DumpEntry, Section } from '../../envoy/dump/ConfigDump.js';
import { descend, objectField, objectsField, stringField, typeUrlOf } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { readCertificate } from './certificate.js';
import type { Table } from './Table.js';

/** What istioctl prints instead of a table when there is no dynamic secret. */
export const NO_SECRETS = 'No active or warming secrets found.';

/** What it prints when the secrets there are give no row. */
const NO_SECRET_ITEMS = 'No secret items to show.';

const SPIFFE_VALIDATOR = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig';

const HEADER = ['RESOURCE NAME', 'TYPE', 'STATUS', 'VALID CERT', 'SERIAL NUMBER', 'NOT AFTER', 'NOT BEFORE'];

/** How `secretTable` prints. */
export interface SecretTableOptions {
  /** The moment for which VALID CERT is told. */
  readonly now: Date;
  /** As in `proxy-config all`: `secret/NAME`. */
  readonly withNames?: boolean | undefined;
}

interface SecretItem {
  readonly name: string;
  readonly pem: string;
  /** As configured; empty when it has to be read from the certificate. */
  readonly trustDomain: string;
}

/**
 * `proxy-config secret`: warming secrets, then active ones, a row for each certificate (of a chain or a bundle the first);
 * TRUST DOMAIN only if every row has one. A sentence instead when there is nothing.
 *
 * Source: istioctl/pkg/writer/compare/sds/{util,writer}.go.
 */
export function secretTable(section: Section, options: SecretTableOptions): Table | string {
  const dynamic = section.entries.filter((entry) => entry.state === 'warming' || entry.state === 'active');
  if (dynamic.length === 0) return NO_SECRETS;
  const rows = dynamic.flatMap((entry) =>
    itemsOf(entry).map((item) => secretRow(item, entry.state.toUpperCase(), options)),
  );
  if (rows.length === 0) return NO_SECRET_ITEMS;
  const withTrustDomain = rows.every((row) => row.at(-1) !== '');
  const all = [[...HEADER, 'TRUST DOMAIN'], ...rows];
  return { rows: withTrustDomain ? all : all.map((row) => row.slice(0, -1)), padding: 5 };
}

/** The certificate chain, else the trusted CA, else the bundles of a SPIFFE validator; one item without data for others. */
function itemsOf(entry: DumpEntry): readonly SecretItem[] {
  const secret = entry.resource;
  const validation = objectField(secret, 'validation_context');
  const pem =
    inlineBytes(descend(secret, 'tls_certificate', 'certificate_chain')) ||
    inlineBytes(objectField(validation, 'trusted_ca'));
  if (pem !== '') return [{ name: entry.name, pem, trustDomain: '' }];
  const validator = descend(validation, 'custom_validator_config', 'typed_config');
  if (typeUrlOf(validator) !== SPIFFE_VALIDATOR) return [{ name: entry.name, pem: '', trustDomain: '' }];
  return objectsField(validator, 'trust_domains').map((domain) => ({
    name: stringField(secret, 'name') ?? '',
    pem: inlineBytes(objectField(domain, 'trust_bundle')),
    trustDomain: stringField(domain, 'name') ?? '',
  }));
}

function inlineBytes(dataSource: JsonObject | undefined): string {
  return Buffer.from(stringField(dataSource, 'inline_bytes') ?? '', 'base64').toString('latin1');
}

function secretRow(item: SecretItem, status: string, options: SecretTableOptions): readonly string[] {
  const { now, withNames = false } = options;
  const name = withNames ? `secret/${item.name}` : item.name;
  const certificate = readCertificate(item.pem);
  if (certificate === undefined) return [name, '', status, 'false', '', '', '', ''];
  const { isCa, serialNumber, notAfter, notBefore } = certificate;
  return [
    name,
    isCa ? 'CA' : 'Cert Chain',
    status,
    String(notBefore < now && now < notAfter),
    serialNumber.padStart(32, '0'),
    rfc3339(notAfter),
    rfc3339(notBefore),
    item.trustDomain || (certificate.trustDomains.at(-1) ?? ''),
  ];
}

function rfc3339(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
