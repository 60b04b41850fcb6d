import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { isJsonArray, isJsonObject } from '../../text/json/JsonValue.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { RuleSet } from '../model/RuleSet.js';
import { buildRuleSets } from './nft/buildRuleSets.js';
import { readJsonObjects } from './nft/readJsonObjects.js';

/**
 * Reads `nft -j list ruleset` (libnftables-json(5)): one rule set for each of ip, ip6, inet that has tables. Of rules that
 * iptables-nft made it shows extensions by name only; those are `unsupported`. What is not modelled is `unsupported` by name.
 * Throws `UserError` (exit 5) when the document is no such listing.
 */
export function parseNftJson(document: JsonDocument): readonly RuleSet[] {
  const { value, name } = document;
  const objects = isJsonObject(value) ? value.nftables : undefined;
  if (!isJsonArray(objects)) {
    throw new UserError('this is not what `nft -j list ruleset` prints: there is no `nftables` list', {
      where: name,
      exitCode: ExitCode.unreadable,
    });
  }
  const ruleset = readJsonObjects(objects, document.text);
  if (typeof ruleset === 'string') {
    throw new UserError(`this is not all that \`nft -j list ruleset\` prints: ${ruleset}`, {
      where: name,
      exitCode: ExitCode.unreadable,
    });
  }
  return buildRuleSets(ruleset, name);
}
