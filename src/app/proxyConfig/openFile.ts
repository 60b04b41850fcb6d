import { isClustersStatus, readClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import { inputName, readBytes } from '../../sources/file/readBytes.js';
import { parseJson } from '../../text/json/parseJson.js';
import type { ProxyEvidence } from './ProxyEvidence.js';
import { reportDuplicateKeys } from '../reportDuplicateKeys.js';

/**
 * A file with a config_dump or the answer of `/clusters?format=json`; `-` is stdin.
 *
 * @throws UserError (exit 5) when it cannot be read.
 */
export async function openFile(path: string, report: (note: string) => void): Promise<ProxyEvidence> {
  const document = parseJson(await readBytes(path, 'a config_dump'), inputName(path));
  reportDuplicateKeys(document, report);
  return {
    name: document.name,
    configDump: () => readConfigDump(document),
    clusters: () => (isClustersStatus(document.value) ? readClustersStatus(document) : undefined),
  };
}
