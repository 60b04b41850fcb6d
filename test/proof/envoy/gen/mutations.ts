import type { Random } from '../random.js';
import { compact, type Json } from './types.js';

const NAMES = ['x-a', 'x-b', 'x-n', 'x-m', 'X-Up', 'user-agent', 'accept'] as const;
const VALUES = [
  'one',
  'two',
  '',
  '%REQ(x-a)%',
  'a-%REQ(x-b?x-c)%',
  '%REQ(:path)%',
  '%REQ(:METHOD)%',
  '%PROTOCOL%',
  '%%',
  '%REQ(host)%',
  '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
  '%ROUTE_NAME%',
  '%DOWNSTREAM_LOCAL_PORT%',
  '%REQUESTED_SERVER_NAME%',
  '%REQ(x-b):1%',
] as const;
const ACTIONS = [
  'APPEND_IF_EXISTS_OR_ADD',
  'ADD_IF_ABSENT',
  'OVERWRITE_IF_EXISTS_OR_ADD',
  'OVERWRITE_IF_EXISTS',
] as const;

/** `request_headers_to_add`, `…_to_remove` and the response's, of one level; some of them. */
export function headerMutations(random: Random, percent: number): Json {
  const add = random.chance(percent) ? random.list(1, 3, () => headerOption(random)) : undefined;
  const remove = random.chance(percent / 2) ? random.some(NAMES, 2, 1) : undefined;
  const response = random.chance(percent / 4) ? random.list(1, 2, () => headerOption(random)) : undefined;
  return compact({ request_headers_to_add: add, request_headers_to_remove: remove, response_headers_to_add: response });
}

function headerOption(random: Random): Json {
  return compact({
    header: { key: random.pick(NAMES), value: random.pick(VALUES) },
    append_action: random.chance(70) ? random.pick(ACTIONS) : undefined,
    keep_empty_value: random.chance(20) ? true : undefined,
  });
}
