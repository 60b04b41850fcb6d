import type { Random } from '../random.js';
import type { HeaderLine } from '../Configuration.js';
import { compact, extension, type Json } from './types.js';
import { HEADER_NAMES, HEADER_VALUES } from './words.js';

/** A matcher, and a value that it is meant to take. */
export interface Sampled {
  readonly matcher: Json;
  readonly sample: string;
}

/** Regular expressions with something that they match. */
const REGEXES: readonly (readonly [regex: string, sample: string])[] = [
  ['a.*', 'abc'],
  ['[ab]+', 'ab'],
  ['a|b', 'b'],
  ['\\d+', '10'],
  ['(?i)ab', 'AB'],
  ['a?b', 'b'],
  ['.*b', 'ab'],
  ['-?\\d{1,2}', '-3'],
  ['[^a]', 'b'],
  ['\\w-\\w', 'b-a'],
];

/** `type.matcher.v3.StringMatcher`. */
export function stringMatcher(random: Random, values: readonly string[] = HEADER_VALUES): Sampled {
  const value = random.pick(values);
  const ignoreCase: Json = random.chance(25) ? { ignore_case: true } : {};
  const text = value.trim() === '' ? 'a' : value;
  switch (random.int(6)) {
    case 0:
    case 1:
      return { matcher: { exact: value, ...ignoreCase }, sample: value };
    case 2:
      return { matcher: { prefix: text, ...ignoreCase }, sample: `${text}z` };
    case 3:
      return { matcher: { suffix: text, ...ignoreCase }, sample: `z${text}` };
    case 4:
      return { matcher: { contains: text, ...ignoreCase }, sample: `z${text}z` };
    default: {
      const [regex, sample] = random.pick(REGEXES);
      return { matcher: { safe_regex: { regex } }, sample };
    }
  }
}

/** A header matcher with lines that should satisfy it (none: by absence). */
export interface SampledHeader {
  readonly matcher: Json;
  readonly lines: readonly HeaderLine[];
}

/** `config.route.v3.HeaderMatcher`. */
export function headerMatcher(random: Random, names: readonly string[] = HEADER_NAMES): SampledHeader {
  const name = random.pick(names);
  const invert = random.chance(20) ? true : undefined;
  const asEmpty = random.chance(15) ? true : undefined;
  const base = { name, invert_match: invert, treat_missing_header_as_empty: asEmpty };
  const line = (value: string): readonly HeaderLine[] => [[name, value]];
  switch (random.int(9)) {
    case 0: {
      const present = random.chance(70);
      return { matcher: compact({ ...base, present_match: present }), lines: present ? line('a') : [] };
    }
    case 1: {
      const start = random.pick([-10, 0, 4]);
      const range = { start, end: start + random.pick([1, 6, 20]) };
      return { matcher: compact({ ...base, range_match: range }), lines: line(String(start)) };
    }
    case 2:
      return { matcher: compact(base), lines: line('b') };
    case 3: {
      const value = random.pick(HEADER_VALUES);
      const legacy = random.pick(['exact_match', 'prefix_match', 'suffix_match', 'contains_match'] as const);
      const text = legacy === 'exact_match' ? value : value.trim() === '' ? 'b' : value;
      return { matcher: compact({ ...base, [legacy]: text }), lines: line(text) };
    }
    case 4: {
      const [regex, sample] = random.pick(REGEXES);
      return { matcher: compact({ ...base, safe_regex_match: { regex } }), lines: line(sample) };
    }
    default: {
      const { matcher, sample } = stringMatcher(random);
      return { matcher: compact({ ...base, string_match: matcher }), lines: line(sample) };
    }
  }
}

/** Names of query parameters. */
const QUERY_NAMES = ['q', 'r', 'Q', '?a'] as const;

/** `config.route.v3.QueryParameterMatcher`, with a parameter that should satisfy it. */
export function queryMatcher(random: Random): { readonly matcher: Json; readonly parameter: string } {
  const name = random.pick(QUERY_NAMES);
  switch (random.int(4)) {
    case 0: {
      const present = random.chance(70);
      return { matcher: { name, present_match: present }, parameter: present ? `${name}=1` : '' };
    }
    case 1:
      return { matcher: { name }, parameter: name };
    default: {
      const { matcher, sample } = stringMatcher(random);
      return { matcher: { name, string_match: matcher }, parameter: `${name}=${sample.trim()}` };
    }
  }
}

/** `config.route.v3.CookieMatcher`, with a `cookie` line that should satisfy it. */
export function cookieMatcher(random: Random): { readonly matcher: Json; readonly lines: readonly HeaderLine[] } {
  const name = random.pick(['s', 't', 'S']);
  const { matcher, sample } = stringMatcher(random);
  const invert = random.chance(25) ? true : undefined;
  return {
    matcher: compact({ name, string_match: matcher, invert_match: invert }),
    lines: [['cookie', `${name}=${sample}`]],
  };
}

/** A path specifier, and a path (without query) that it should take. */
export function pathSpecifier(random: Random, path: string): { readonly matcher: Json; readonly sample: string } {
  switch (random.int(9)) {
    case 0:
    case 1: {
      const prefix = random.pick([path, `${path}/`, path.slice(0, 2), '/', '']);
      return { matcher: { prefix }, sample: `${prefix === '' ? '/' : prefix}b` };
    }
    case 2:
    case 3:
      return { matcher: { path }, sample: path };
    case 4:
    case 5: {
      const separated = path.replace(/[/?#]+$/, '');
      if (separated === '') return { matcher: { prefix: '/' }, sample: '/' };
      return { matcher: { path_separated_prefix: separated }, sample: `${separated}/b` };
    }
    case 6: {
      const [regex, sample] = random.pick([
        [`${path.replace(/[.%;]/g, '\\$&')}(/.*)?`, `${path}/z`],
        ['/[a-z]+/\\d*', '/a/1'],
        ['/(a|b)/?', '/b/'],
        ['.*/b', '/a/b'],
        ['/a.c', '/abc'],
        ['(?i)/API.*', '/api/v1'],
      ] as const);
      return { matcher: { safe_regex: { regex } }, sample };
    }
    case 7: {
      const [template, sample] = random.pick([
        ['/a/*', '/a/x'],
        ['/a/**', '/a/x/y'],
        ['/{x}/b', '/z/b'],
        ['/{x=v1/*}/{y}', '/v1/q/w'],
        ['/g/*.html', '/g/x.html'],
        ['/{a}/{b=**}', '/1/2/3'],
        ['/api/{v}/**/z.mp4', '/api/1/2/3/z.mp4'],
      ] as const);
      return {
        matcher: {
          path_match_policy: extension(
            'envoy.path.match.uri_template.uri_template_matcher',
            'envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig',
            { path_template: template },
          ),
        },
        sample,
      };
    }
    default:
      return { matcher: { prefix: '/' }, sample: '/anything' };
  }
}
