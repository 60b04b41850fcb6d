import { describe, expect, it } from 'vitest';
import { match } from './routes.js';

const template = (path_template: string) => ({
  path_match_policy: {
    name: 'envoy.path.match.uri_template.uri_template_matcher',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig',
      path_template,
    },
  },
});

const hits: readonly (readonly [object, readonly string[]])[] = [
  [{ prefix: '/foo' }, ['/foo', '/foobar', '/foo?x', '/foo/../x']],
  [{ prefix: '' }, ['/', '/x']],
  [{ prefix: '/' }, ['/', '/x?y']],
  [{ path: '/foo' }, ['/foo', '/foo?a=b']],
  [{ prefix: '/foo', case_sensitive: false }, ['/FOO', '/fOObar']],
  [{ path: '/foo', case_sensitive: false }, ['/FOO']],
  [{ path_separated_prefix: '/foo', case_sensitive: false }, ['/FOO/x']],
  [{ path_separated_prefix: '/foo' }, ['/foo', '/foo/', '/foo/x', '/foo?x']],
  [{ safe_regex: { regex: '/a.c' } }, ['/abc', '/abc?q', '/a/c']],
  [template('/a/*'), ['/a/x', '/a/x%2Fy', '/a/x;y', '/a/x?q']],
  [template('/b/{x}/c'), ['/b/1/c']],
  [template('/g/*.m3u8'), ['/g/x.m3u8']],
  [template('/i/{v=**}.ts'), ['/i/a/b.ts']],
  [template('/e/{x=v/*}/z'), ['/e/v/1/z']],
  [template('/d/**'), ['/d/', '/d/x/y/']],
  [template('/h/**/z.mp4'), ['/h/1/2/z.mp4']],
];

const misses: readonly (readonly [object, readonly string[]])[] = [
  [{ prefix: '/foo' }, ['/FOO', '/fo']],
  [{ path: '/foo' }, ['/foo/', '/foo;a', '/foo%20', '/FOO']],
  [{ path: '/foo?a=b' }, ['/foo?a=b']],
  [{ prefix: '/foo?a' }, ['/foo?a']],
  [{ prefix: '/foo/' }, ['/foo']],
  [{ path_separated_prefix: '/foo' }, ['/foobar']],
  [{ safe_regex: { regex: '/a.c' }, case_sensitive: false }, ['/ABC']],
  [{ safe_regex: { regex: '/a.c' } }, ['/abcd', '/x/abc']],
  [{ safe_regex: { regex: '/a\\?b' } }, ['/a?b']],
  [template('/a/*'), ['/a', '/a/', '/a/x/y']],
  [template('/b/{x}/c'), ['/b//c']],
  [template('/g/*.m3u8'), ['/g/.m3u8']],
  [template('/e/{x=v/*}/z'), ['/e/w/1/z']],
  [template('/d/**'), ['/d']],
  [template('/h/**/z.mp4'), ['/h/z.mp4']],
];

const cases = (table: typeof hits): (readonly [string, string, object])[] =>
  table.flatMap(([specifier, paths]) => paths.map((path) => [label(specifier), path, specifier] as const));

function label(specifier: object): string {
  const text = JSON.stringify(specifier);
  return /"path_template":("[^"]*")/.exec(text)?.[1] ?? text;
}

describe('path specifiers', () => {
  it.each(cases(hits))('%s takes %s', (_name, path, specifier) => {
    expect(match({ ...specifier }).on(`GET ${path}`)).toBe('hit');
  });

  it.each(cases(misses))('%s does not take %s', (_name, path, specifier) => {
    expect(match({ ...specifier }).on(`GET ${path}`)).toBe('miss');
  });

  it('a specifier that is not modelled is unknown', () => {
    expect(match({ path_of_tomorrow: '/' }).on('GET /')).toBe('unknown');
  });

  it('a regex that RE2 refuses is unknown', () => {
    expect(match({ safe_regex: { regex: '/a(?=b).*' } }).on('GET /ab')).toBe('unknown');
  });

  it('v2 regex is a full match too', () => {
    expect(match({ regex: '/a.*' }).on('GET /abc?x')).toBe('hit');
    expect(match({ regex: '/a' }).on('GET /abc')).toBe('miss');
  });
});

describe('ignore_path_parameters_in_path_matching', () => {
  const config = { ignore_path_parameters_in_path_matching: true };
  it.each([
    ['/foo;v=1?x', '1.40.0', 'hit'],
    ['/foo;v=1/bar', '1.39.1', 'miss'],
    ['/foo;v=1/bar', '1.39.0', 'hit'],
    ['/foo;v=1/bar', undefined, 'unknown'],
    ['/foo;v=1', undefined, 'hit'],
  ])('path /foo and %s on %s: %s', (path, version, expected) => {
    expect(match({ path: '/foo' }, config).on(`GET ${path}`, { version })).toBe(expected);
  });
});

describe('templates and ignore_path_parameters_in_path_matching', () => {
  it.each([
    ['/{x}', '/foo;v=1/bar', 'miss'],
    ['/foo/*', '/foo;v=1/bar', 'miss'],
    ['/foo/*', '/foo/bar;v', 'hit'],
  ])('%s on %s: %s', (pattern, path, expected) => {
    for (const version of ['1.36.2', '1.40.0']) {
      const config = { ignore_path_parameters_in_path_matching: true };
      expect(match(template(pattern), config).on(`GET ${path}`, { version })).toBe(expected);
    }
  });
});

describe('a * of a template that does not begin a segment', () => {
  it.each([
    ['/q/a*', 'hit /q/ /q/a /q/aa', 'miss /q/ab /q/a*'],
    ['/j/*-*', 'hit /j/a- /j/a--', 'miss /j/'],
    ['/k/a.b', 'hit /k/a.b', 'miss /k/aXb'],
    ['/s/a+b', 'hit /s/a+b', 'miss /s/aab'],
    ['/re/{y=a*}', 'hit /re/a', 'miss /re/abc'],
    ['/z/{y=*/b*}', 'hit /z/q/b', 'miss /z/q/bc'],
    ['/t/a**', 'hit', 'miss /t/a /t/ab'],
  ])('%s', (pattern, hits, misses) => {
    for (const text of [hits, misses]) {
      const [expected, ...paths] = text.split(' ');
      for (const one of paths) expect([one, match(template(pattern)).on(`GET ${one}`)]).toEqual([one, expected]);
    }
  });
});

describe('connect_matcher', () => {
  it('takes CONNECT and nothing else', () => {
    expect(match({ connect_matcher: {} }).on('CONNECT a.com:443')).toBe('hit');
    expect(match({ connect_matcher: {} }).on('GET /')).toBe('miss');
  });

  it('other criteria apply', () => {
    const headers = [{ name: ':authority', string_match: { exact: 'a.com:443' } }];
    expect(match({ connect_matcher: {}, headers }).on('CONNECT a.com:443')).toBe('hit');
    expect(match({ connect_matcher: {}, headers }).on('CONNECT b.com:443')).toBe('miss');
  });

  it('a request without path matches no other specifier', () => {
    expect(match({ prefix: '' }).on('CONNECT a.com:443')).toBe('miss');
  });
});
