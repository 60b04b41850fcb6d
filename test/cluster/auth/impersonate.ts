import type { IncomingHttpHeaders } from 'node:http';
import { badRequest } from '../server/Status.js';
import type { Attributes } from './Attributes.js';
import type { User } from './User.js';

/** Who a request acts as by its `Impersonate-` headers. `check` throws unless the user may. */
export function impersonate(user: User, headers: IncomingHttpHeaders, check: (asked: Attributes) => void): User {
  const name = headers['impersonate-user'];
  const uid = headers['impersonate-uid'];
  // Node joins headers that are given several times.
  const groups = textOf(headers['impersonate-group'])
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const extra = Object.entries(headers).flatMap(([key, value]) =>
    key.startsWith('impersonate-extra-')
      ? [[decodeURIComponent(key.slice('impersonate-extra-'.length)), [textOf(value)]] as const]
      : [],
  );
  if (typeof name !== 'string' || name === '') {
    if (groups.length + extra.length > 0 || uid !== undefined)
      throw badRequest('requested impersonation without impersonating a user');
    return user;
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  const asks = (resource: string, target: string, group = '', namespace = '', subresource = ''): void =>
    check({ verb: 'impersonate', group, resource, subresource, name: target, namespace });
  if (account === null) asks('users', name);
  else asks('serviceaccounts', account[2] ?? '', '', account[1] ?? '');
  for (const group of groups) asks('groups', group);
  for (const [key, values] of extra)
    for (const value of values) asks('userextras', value, 'authentication.k8s.io', '', key);
  if (typeof uid === 'string') asks('uids', uid, 'authentication.k8s.io');
  const own = account === null ? [] : ['system:serviceaccounts', `system:serviceaccounts:${account[1] ?? ''}`];
  return {
    name,
    groups: [...new Set([...(groups.length > 0 ? groups : own), 'system:authenticated'])],
    ...(typeof uid === 'string' ? { uid } : {}),
    ...(extra.length > 0 ? { extra: Object.fromEntries(extra) } : {}),
  };
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(',');
}
