import { stringify } from 'yaml';
import { readDocuments } from '../../kube/read/readDocuments.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import { parseJson } from '../../text/json/parseJson.js';
import { decodeText } from '../decodeText.js';
import type { EvidenceKind } from '../snapshot/layout.js';
import type { Placeholders } from './Placeholders.js';
import { redactEnvoy } from './redactEnvoy.js';
import { redactDns, redactSockets, redactSysctls } from './redactLines.js';
import { redactNft } from './redactNft.js';
import { redactObject } from './redactObject.js';
import { redactRules } from './redactRules.js';
import { sweepSecrets } from './sweepSecrets.js';

type RedactText = (text: string, placeholders: Placeholders, name: string) => string;
type RedactJson = (value: JsonValue, placeholders: Placeholders) => JsonValue;

/** Of a JSON file, and of the text that stands for it where the layout has both. */
interface Redaction {
  readonly text: RedactText;
  readonly json?: RedactJson;
}

const REDACTIONS: Readonly<Record<EvidenceKind, Redaction>> = {
  objects: { text: redactObjects },
  dns: { text: redactDns },
  config_dump: { text: sweepSecrets, json: redactEnvoy },
  clusters: { text: sweepSecrets, json: redactEnvoy },
  server_info: { text: sweepSecrets, json: redactEnvoy },
  listeners: { text: sweepSecrets, json: redactEnvoy },
  'iptables-save': { text: redactRules },
  nft: { text: redactRules, json: redactNft },
  sockets: { text: redactSockets },
  addresses: { text: sweepSecrets },
  routes: { text: sweepSecrets },
  'ip-rules': { text: sweepSecrets },
  sysctls: { text: redactSysctls },
};

/**
 * The bytes of a file of a snapshot without what may be a secret. JSON is written anew, one member a line, so that it is the same tree. A file that
 * cannot be read is a `UserError` (exit 5): what nobody can read, nobody can redact.
 */
export function redactFile(
  kind: EvidenceKind,
  path: string,
  bytes: Uint8Array,
  placeholders: Placeholders,
): Uint8Array {
  const { text, json } = REDACTIONS[kind];
  if (json !== undefined && path.endsWith('.json')) {
    const { value } = parseJson(bytes, path);
    return Buffer.from(`${JSON.stringify(json(value, placeholders), undefined, 1)}\n`);
  }
  return Buffer.from(text(decodeText(bytes, path), placeholders, path));
}

function redactObjects(text: string, placeholders: Placeholders, name: string): string {
  const documents = readDocuments(text, name).map(({ value }) => redactObject(value, placeholders));
  if (name.endsWith('.json')) return `${documents.map((one) => JSON.stringify(one, undefined, 1)).join('\n')}\n`;
  return documents.map((one) => stringify(one, { aliasDuplicateObjects: false })).join('---\n');
}
