import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchVirtualHost } from '../../../src/envoy/route/matchVirtualHost.js';
import { unknownValue } from '../../../src/envoy/string/unknownValue.js';
import { requestContext } from '../requestContext.js';
import { routeConfiguration, virtualHosts } from './routes.js';

const each = (...domains: readonly string[]) => domains.map((domain) => [domain]);

describe('domains', () => {
  const plain = virtualHosts(each('a.com:8080', 'a.com', 'a.com.', '[::1]', '*'));
  it.each([
    ['A.COM', 'a.com'],
    ['a.com:8080', 'a.com:8080'],
    ['a.com:9', '*'],
    ['a.com.', 'a.com.'],
    ['[::1]', '[::1]'],
    ['[::1]:80', '*'],
    ['', '*'],
  ])('Host %s is taken by %s', (host, expected) => {
    expect(plain.host(host)).toBe(expected);
  });

  const ignoring = virtualHosts(each('a.com:8080', 'a.com', 'a.com.', '[::1]', '*'), {
    ignore_port_in_host_matching: true,
  });
  it.each([
    ['a.com:9', 'a.com'],
    ['a.com:8080', 'a.com'],
    ['a.com:abc', 'a.com'],
    ['a.com:', 'a.com'],
    ['[::1]:80', '[::1]'],
    ['[::1]', '[::1]'],
  ])('ignore_port_in_host_matching: Host %s is taken by %s', (host, expected) => {
    expect(ignoring.host(host)).toBe(expected);
  });

  const wild = virtualHosts(
    each(
      '*.foo.com',
      '*-bar.foo.com',
      'foo.*',
      'foo.bar.*',
      '*',
      'x.foo.com',
      '*.com',
      'foo-*',
      '*foo.com',
      'a*b.com',
      '*:8080',
    ),
  );
  it.each([
    ['x.foo.com', 'x.foo.com'],
    ['y.foo.com', '*.foo.com'],
    ['foo.com', '*.com'],
    ['.foo.com', '*foo.com'],
    ['z-bar.foo.com', '*-bar.foo.com'],
    ['-bar.foo.com', '*.foo.com'],
    ['foo.foo.com', '*.foo.com'],
    ['foo.org', 'foo.*'],
    ['foo.', '*'],
    ['foo.bar.org', 'foo.bar.*'],
    ['foo-x', 'foo-*'],
    ['foo-', '*'],
    ['afoo.com', '*foo.com'],
    ['a1b.com', '*.com'],
    ['a*b.com', 'a*b.com'],
    ['nothing:8080', '*:8080'],
    ['Y.FOO.com', '*.foo.com'],
  ])('wildcards: Host %s is taken by %s', (host, expected) => {
    expect(wild.host(host)).toBe(expected);
  });

  it('domains are compared in lower case', () => {
    expect(virtualHosts(each('A.com', '*.B.com')).host('a.COM')).toBe('A.com');
    expect(virtualHosts(each('A.com', '*.B.com')).host('x.b.com')).toBe('*.B.com');
  });

  it('nothing takes the host', () => {
    expect(virtualHosts(each('a.com', 'b.com')).host('c.com')).toBe('no');
  });
});

describe('a single domain *', () => {
  const config = routeConfiguration({ virtual_hosts: [{ name: 'v', domains: ['*'] }] });
  it('looks at no host, not even one that is not known', () => {
    const context = requestContext('GET /');
    const unknownHost = { ...context, request: { ...context.request, authority: unknownValue('host') } };
    expect(matchVirtualHost(config, unknownHost).truth).toBe('yes');
  });
});

describe('vhost_header', () => {
  const hosts = virtualHosts(each('a', 'b', '*'), { vhost_header: 'X-VH' });
  it('the first value decides instead of Host', () => {
    expect(hosts.host('b', { headers: { 'x-vh': ['a', 'b'] } })).toBe('a');
  });
  it('absent: no virtual host, * neither', () => {
    expect(hosts.host('b')).toBe('no');
  });
  it('absent, but the only domain is *: taken', () => {
    expect(virtualHosts(each('*'), { vhost_header: 'x-vh' }).host('b')).toBe('*');
  });
});

describe('what a reader may have expected', () => {
  const near = (domains: readonly string[], host: string) => {
    const config = routeConfiguration({
      virtual_hosts: domains.map((domain) => ({ name: domain, domains: [domain] })),
    });
    const context = requestContext('GET /');
    const { skipped } = matchVirtualHost(config, { ...context, request: { ...context.request, authority: host } });
    return skipped.map(({ what, failed }) => `${what}: ${failed.note ?? ''}`);
  };
  it('a less specific domain', () => {
    expect(near(['*', 'a.com'], 'a.com')).toEqual(['virtual host *: matches too, but a.com is more specific']);
  });
  it('a domain with another port', () => {
    expect(near(['*', 'a.com:80'], 'a.com:81')).toEqual(['virtual host a.com:80: differs by its port']);
  });
  it('a longer name', () => {
    expect(near(['*', 'a.default.svc'], 'a')).toEqual(['virtual host a.default.svc: same first label, another name']);
  });
});

describe('what is not known', () => {
  it('a host that is not known, where it matters', () => {
    expect(virtualHosts(each('a', '*')).host(unknownValue('host'))).toBe('unknown');
  });
  it('a domain that cannot be read, unless another one is the very host', () => {
    const config = routeConfiguration({
      virtual_hosts: [
        { name: 'a', domains: ['a', { not: 'a domain' }] },
        { name: 'any', domains: ['*'] },
      ],
    });
    const host = (authority: string) => {
      const context = requestContext('GET /');
      return matchVirtualHost(config, { ...context, request: { ...context.request, authority } });
    };
    expect(host('b')).toMatchObject({ truth: 'unknown', unknown: 'a domain of virtual host a cannot be read' });
    expect(host('a').truth).toBe('yes');
  });
  it('virtual hosts on demand', () => {
    expect(virtualHosts(each('a'), { vhds: {} }).host('b')).toBe('unknown');
    expect(virtualHosts(each('a'), { vhds: {} }).host('a')).toBe('a');
  });
});

describe('the index of domains', () => {
  const label = fc.constantFrom('a', 'B', 'svc', '10', '*', '*x', 'y*', '', 'a:80');
  const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  const host = fc.array(fc.constantFrom('a', 'b', 'svc', '10', 'x', 'y', 'a:80'), { maxLength: 3 });
  const domainLists = fc.array(fc.array(domain, { minLength: 1, maxLength: 4 }), { maxLength: 6 });

  it('gives what looking at each domain gives', () => {
    fc.assert(
      fc.property(domainLists, host, (lists, labels) => {
        const text = labels.join('.');
        const config = routeConfiguration({
          virtual_hosts: lists.map((domains, index) => ({ name: String(index), domains })),
        });
        const taking = lists.flat().filter((one) => takes(one.toLowerCase(), text));
        expect(config.domains.taking(text).map((one) => one.domain)).toEqual(taking);
      }),
      { numRuns: 500 },
    );
  });

  /** The rule, by a regular expression: a `*` at an end is one character or more, alone it is anything. */
  function takes(one: string, text: string): boolean {
    if (one === '*') return true;
    const literal = (part: string): string => part.replaceAll(/[^\w]/g, String.raw`\$&`);
    if (one.startsWith('*')) return new RegExp(`^.+${literal(one.slice(1))}$`).test(text);
    return new RegExp(one.endsWith('*') ? `^${literal(one.slice(0, -1))}.+$` : `^${literal(one)}$`).test(text);
  }
});
