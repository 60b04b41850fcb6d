import type { NodeDocument } from '../../sources/node/NodeDocument.js';

/** Why a document has not the rules that were in force; `undefined` if it has. */
export function rulesFailure({ files }: NodeDocument): string | undefined {
  const rules = files.filter(({ name }) => name.startsWith('iptables-save.') || name.startsWith('nft.'));
  if (rules.some((file) => !('error' in file))) return undefined;
  const failed = rules.find((file) => 'error' in file);
  return failed && 'error' in failed ? failed.error : 'nothing of the kind is here';
}
