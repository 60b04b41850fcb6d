import { openRedaction, type RedactedFile } from '../../facts/redact/openRedaction.js';
import { Placeholders } from '../../facts/redact/Placeholders.js';
import { sweepSecrets } from '../../facts/redact/sweepSecrets.js';
import { SCHEMA_VERSION, type Manifest, type ManifestItem } from '../../facts/snapshot/Manifest.js';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { OPEN_NAMES } from '../../istio/OPEN_NAMES.js';
import { sha256, writeSnapshot, type SnapshotPart } from '../../sources/snapshot/writeSnapshot.js';
import { UserError } from '../../text/UserError.js';
import { manifestPart, toTime } from './manifestPart.js';

/** What is written, and how. */
export interface EvidenceToWrite {
  readonly output: string;
  readonly files: SnapshotFiles;
  /** Of every file of the layout, and of those that are missing; what they say of bytes is said anew. */
  readonly items: readonly Omit<ManifestItem, 'sha256' | 'redacted'>[];
  /** Whether secrets are replaced. */
  readonly redact: boolean;
  readonly tool: string;
  readonly createdAt: Date;
}

/**
 * Writes a snapshot, file after file, and its manifest last. A file that cannot be redacted is left out, and the manifest says why. Errors as
 * `writeSnapshot`.
 */
export async function writeEvidence(evidence: EvidenceToWrite): Promise<Manifest> {
  const { output, files, items, tool, createdAt } = evidence;
  const redact = evidence.redact ? openRedaction(files, OPEN_NAMES) : undefined;
  const written: ManifestItem[] = [];
  const manifest: Manifest = { schemaVersion: SCHEMA_VERSION, createdAt: toTime(createdAt), tool, items: written };
  function* parts(): Generator<SnapshotPart> {
    for (const item of items) {
      const content = item.error ?? read(item.path);
      if (typeof content === 'string') {
        written.push({ ...item, error: redact === undefined ? content : sweepSecrets(content, new Placeholders()) });
        continue;
      }
      const { bytes, replaced } = content;
      written.push({ ...item, sha256: sha256(bytes), ...(redact === undefined ? {} : { redacted: replaced }) });
      yield { path: item.path, bytes: () => bytes };
    }
    yield manifestPart(manifest);
  }
  const read = (path: string): RedactedFile | string => {
    if (redact === undefined) return { bytes: files.read(path), replaced: 0 };
    try {
      return redact(path);
    } catch (error) {
      if (error instanceof UserError) return `it cannot be redacted: ${error.message}`;
      throw error;
    }
  };
  await writeSnapshot(output, parts(), createdAt);
  return manifest;
}
