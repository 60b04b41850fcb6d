import { ExitCode } from '../../text/ExitCode.js';
import { parseJson } from '../../text/json/parseJson.js';
import { UserError } from '../../text/UserError.js';
import type { RuleSet } from '../model/RuleSet.js';
import { detectFormats, type RulesFormat } from './detectFormats.js';
import { parseNftJson } from './parseNftJson.js';
import { parseNftText } from './parseNftText.js';
import { parseIptablesSave } from './parseIptablesSave.js';
import { parseList } from './parseList.js';
import { parseListRules } from './parseListRules.js';
import type { ParseOptions } from './ParseOptions.js';

const FORMAT_NAMES: Readonly<Record<RulesFormat, string>> = {
  save: 'iptables-save',
  'list-rules': 'iptables -S',
  list: 'iptables -L',
  'nft-json': 'nft -j list ruleset',
  'nft-text': 'nft list ruleset',
};

/**
 * Reads a dump of packet filter rules, whatever printed it: iptables-save, `iptables -S`, `iptables -L`, `nft -j list ruleset`,
 * `nft list ruleset`. Gives a rule set for each address family, back end and capture in the text.
 *
 * @throws UserError (exit 5) when the text is empty, holds none of these formats, or several.
 */
export function parseRules(text: string, sourceName: string, options: ParseOptions = {}): readonly RuleSet[] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (plain.trim() === '') {
    if (!options.allowEmpty)
      throw unreadable(sourceName, 'is empty', 'iptables-save prints nothing at all when no table exists.');
    const { backend = 'unknown', family = 'ip' } = options;
    return [{ backend, format: 'iptables', family, tables: [], source: sourceName, warnings: [] }];
  }
  const formats = detectFormats(plain);
  const [format] = formats;
  if (format === undefined) {
    throw unreadable(
      sourceName,
      'holds no rules in a known format',
      `Known are ${Object.values(FORMAT_NAMES).join(', ')}.`,
    );
  }
  if (formats.length > 1) {
    const names = formats.map((one) => FORMAT_NAMES[one]).join(' and ');
    throw unreadable(sourceName, `mixes the output of ${names}`, 'Put each into a file of its own.');
  }
  return parseFormat(format, plain, sourceName, options);
}

function parseFormat(format: RulesFormat, text: string, sourceName: string, options: ParseOptions): readonly RuleSet[] {
  switch (format) {
    case 'save':
      return parseIptablesSave(text, sourceName, options);
    case 'list-rules':
      return parseListRules(text, sourceName, options);
    case 'list':
      return parseList(text, sourceName, options);
    case 'nft-json':
      return parseNftJson(parseJson(new TextEncoder().encode(text), sourceName));
    case 'nft-text':
      return parseNftText(text, sourceName);
  }
}

function unreadable(sourceName: string, what: string, hint: string): UserError {
  return new UserError(`${sourceName} ${what}`, { where: sourceName, hint, exitCode: ExitCode.unreadable });
}
