import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { RuleSet } from '../model/RuleSet.js';
import { buildRuleSets } from './nft/buildRuleSets.js';
import { readNftListing } from './nft/readNftListing.js';

/**
 * Reads the text of `nft list ruleset` (nft(8)), with or without `-a`: one rule set for each of ip, ip6, inet that has tables.
 * What it cannot read or nft's text leaves out is `unsupported`. Throws `UserError` (exit 5) when the text is no such listing.
 */
export function parseNftText(text: string, source: string): readonly RuleSet[] {
  const listing = readNftListing(text);
  if (listing.kind === 'ruleset') return buildRuleSets(listing.ruleset, source);
  throw new UserError(`this is not what \`nft list ruleset\` prints: ${listing.why}`, {
    where: `${source}:${listing.line}`,
    exitCode: ExitCode.unreadable,
  });
}
