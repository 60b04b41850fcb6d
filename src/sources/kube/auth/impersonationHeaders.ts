import type { Impersonation } from '../kubeconfig/Kubeconfig.js';

/** The headers by which a caller acts as another (k8s.io/client-go `transport/round_trippers.go`); none without a user. */
export function impersonationHeaders({
  user,
  uid,
  groups,
  extra,
}: Impersonation): Readonly<Record<string, string | readonly string[]>> {
  if (user === '') return {};
  return {
    'Impersonate-User': user,
    ...(uid === undefined || uid === '' ? {} : { 'Impersonate-Uid': uid }),
    ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }),
    ...Object.fromEntries([...extra].map(([key, values]) => [`Impersonate-Extra-${escapeKey(key)}`, values])),
  };
}

/** Characters that a header's name may not have are written as in an URL; the server reads keys in lower case. */
function escapeKey(key: string): string {
  return [...Buffer.from(key, 'utf8')]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9!#$&'*+.^_`|~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
