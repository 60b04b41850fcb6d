import type { Decision } from '../../logic/Decision.js';
import { headerValues } from '../http/headers.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { ScopedRoute, ScopeFragment } from '../model/ScopedRoute.js';
import { isUnknownValue } from '../string/unknownValue.js';

/**
 * The scope of a request (router/scoped_config_impl.cc `HeaderValueExtractorImpl::computeFragment`): the key that its headers make, a fragment
 * each, compared with the scopes' keys. Of several lines of a header the first counts; a fragment that yields nothing makes no key.
 */
export function chooseScope(
  fragments: readonly ScopeFragment[],
  scopes: readonly ScopedRoute[],
  request: HttpRequest,
): Decision<ScopedRoute> {
  const key: string[] = [];
  for (const fragment of fragments) {
    const [value] = headerValues(request, fragment.header);
    if (value !== undefined && isUnknownValue(value))
      return { truth: 'unknown', because: [], skipped: [], unknown: `header ${fragment.header}` };
    const part = value === undefined ? undefined : fragmentOf(fragment, value);
    if (part === undefined) {
      const because = [
        {
          name: 'scope_key_builder',
          expected: `a key from ${fragment.header}`,
          got: value ?? 'absent',
          truth: 'no' as const,
        },
      ];
      return { truth: 'no', at: fragment.at, because, skipped: [] };
    }
    key.push(part);
  }
  const scope = scopes.find((one) => one.key.length === key.length && one.key.every((part, at) => part === key[at]));
  const got = key.join(', ');
  const skipped = scopes
    .filter((one) => one !== scope)
    .map(({ name, at, key: own }) => ({
      what: `scope ${name}`,
      at,
      failed: { name: 'key', expected: own.join(', '), got, truth: 'no' as const },
      held: 0,
    }));
  if (scope === undefined) return { truth: 'no', because: [], skipped };
  const because = [{ name: 'key', expected: scope.key.join(', '), got, truth: 'yes' as const }];
  return { truth: 'yes', value: scope, at: scope.at, because, skipped };
}

function fragmentOf({ elementSeparator, element }: ScopeFragment, value: string): string | undefined {
  const elements = elementSeparator === '' ? [value] : value.split(elementSeparator);
  if ('index' in element) return elements[element.index];
  for (const one of elements) {
    const at = one.indexOf(element.separator);
    const [key, rest] = at < 0 ? [one, ''] : [one.slice(0, at), one.slice(at + element.separator.length)];
    if (key === element.key) return rest;
  }
  return undefined;
}
