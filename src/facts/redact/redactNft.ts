import { isJsonArray, isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { Placeholders } from './Placeholders.js';
import { redactAll } from './redactAll.js';
import { sweepSecrets } from './sweepSecrets.js';

/** `nft -j list ruleset` without comments and the prefixes of logs: all else in libnftables-json(5)'s schema is names, numbers and addresses. */
export function redactNft(value: JsonValue, placeholders: Placeholders): JsonValue {
  if (isJsonArray(value)) return value.map((item) => redactNft(item, placeholders));
  if (!isJsonObject(value)) return typeof value === 'string' ? sweepSecrets(value, placeholders) : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const isFree = key === 'comment' || (key === 'prefix' && typeof one === 'string');
      return [key, isFree ? redactAll(one, 'comment', placeholders) : redactNft(one, placeholders)];
    }),
  );
}
