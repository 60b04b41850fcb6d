import type { JsonValue } from '../../../text/json/JsonValue.js';
import { textValue } from './textValue.js';
import type { TokenReader } from './TokenReader.js';

const FLAGS = ['random', 'fully-random', 'persistent'];

/** What stands behind `redirect`, `dnat`, `snat`, `masquerade`, `tproxy`: `[ip|ip6] [to ADDRESS:PORT] [flags]`. */
export function readTextNat(reader: TokenReader, statement: string): readonly JsonValue[] | undefined {
  const family = ['ip', 'ip6'].find((word) => reader.take(word));
  const goal = reader.take('to') ? reader.next().text : '';
  const parts = splitGoal(goal);
  if (parts === undefined) return undefined;
  const flags: string[] = [];
  while (FLAGS.includes(reader.peek().text)) {
    flags.push(reader.next().text);
    reader.take(',');
  }
  const body = {
    ...(family === undefined ? {} : { family }),
    ...(parts.address === '' ? {} : { addr: textValue(parts.address) }),
    ...(parts.port === '' ? {} : { port: textValue(parts.port) }),
    ...(flags.length === 0 ? {} : { flags }),
  };
  return [{ [statement]: Object.keys(body).length === 0 ? null : body }];
}

/** `10.0.0.1:80-90`, `[fd00::1]:80`, `[fd00::1]-[fd00::2]`, `:80`, `10.0.0.1-10.0.0.9`; `undefined` for anything else. */
function splitGoal(goal: string): { readonly address: string; readonly port: string } | undefined {
  if (goal === '') return { address: '', port: '' };
  const bracketed = /^(\[[^\]]+\](?:-\[[^\]]+\])?)(?::([0-9-]+))?$/.exec(goal);
  if (bracketed !== null) return { address: (bracketed[1] ?? '').replace(/[[\]]/g, ''), port: bracketed[2] ?? '' };
  if ((goal.match(/:/g) ?? []).length > 1) return { address: goal, port: '' };
  const plain = /^([0-9.-]*)(?::([0-9-]+))?$/.exec(goal);
  return plain === null ? undefined : { address: plain[1] ?? '', port: plain[2] ?? '' };
}
