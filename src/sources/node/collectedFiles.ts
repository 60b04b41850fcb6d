import { entryAt, type Subject } from '../../facts/snapshot/layout.js';
import type { DocumentFile, NodeDocument } from './NodeDocument.js';

/** A file at its place in a snapshot's layout, or why there is none. */
export type CollectedFile = {
  /** From the snapshot's root: `pods/web/cart-1/sockets.txt`. */
  readonly path: string;
  /** What gave it. */
  readonly source: string;
  /** RFC 3339. */
  readonly at: string;
} & ({ readonly bytes: Uint8Array } | { readonly error: string });

/**
 * The files of a document as those of a pod or node. Files outside of the layout, as a later version of the script may have them, are left out.
 *
 * @param via how it was read, behind the command: `helper pod on node n1`
 */
export function collectedFiles(
  document: NodeDocument,
  subject: Exclude<Subject, { readonly kind: 'cluster' }>,
  via: string,
): readonly CollectedFile[] {
  const folder = subject.kind === 'pod' ? `pods/${subject.namespace}/${subject.name}` : `nodes/${subject.name}`;
  return document.files.flatMap((file) => {
    const path = `${folder}/${file.name}`;
    if (entryAt(path) === undefined) return [];
    return [{ path, source: `${file.source} (${via})`, at: document.createdAt, ...contentOf(file) }];
  });
}

function contentOf(file: DocumentFile): { readonly bytes: Uint8Array } | { readonly error: string } {
  if ('error' in file) return { error: file.error };
  return { bytes: 'text' in file ? Buffer.from(file.text) : Buffer.from(file.base64, 'base64') };
}
