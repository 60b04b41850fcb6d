import type { ForeignRuleList, ForeignRules } from '../model/words.js';
import { labError, refuseOthers, type LabFields } from './LabFields.js';

/** No foreign rules. */
export const NO_RULES: ForeignRules = { before: noRules(), after: noRules() };

/** A pod's `rules`: `before` and `after` Istio's. */
export function readRules({ fields, where }: LabFields): ForeignRules {
  if (!fields.has('rules')) return NO_RULES;
  const at: LabFields = { fields: fields.object('rules'), where: `${where}: rules` };
  refuseOthers(at, ['before', 'after']);
  return { before: readList(at, 'before'), after: readList(at, 'after') };
}

function readList(above: LabFields, key: string): ForeignRuleList {
  const at: LabFields = { fields: above.fields.object(key), where: `${above.where}: ${key}` };
  refuseOthers(at, ['ipv4', 'ipv6', 'nft', 'commands']);
  const commands = at.fields.strings('commands');
  const odd = commands.find((command) => !/^ip6?tables\s/.test(command));
  if (odd !== undefined) throw labError(`${at.where}: commands`, `${JSON.stringify(odd)} is no iptables command`);
  return {
    ipv4: at.fields.string('ipv4') ?? '',
    ipv6: at.fields.string('ipv6') ?? '',
    nft: at.fields.string('nft') ?? '',
    commands,
  };
}

function noRules(): ForeignRuleList {
  return { ipv4: '', ipv6: '', nft: '', commands: [] };
}
