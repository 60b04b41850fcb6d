import { describe, expect, it } from 'vitest';
import { inputText } from '../../../src/envoy/matcher/InputValue.js';
import { requestInput } from '../../../src/envoy/matcher/requestInput.js';
import { requestContext, type RequestOptions } from '../requestContext.js';

const PEER = {
  uriSans: ['spiffe://td/ns/a/sa/b', 'spiffe://td/ns/a/sa/c'],
  dnsSans: ['b.a'],
  subject: 'CN=b',
  trusted: true,
};
const MUTUAL: RequestOptions = { tls: true, peer: PEER };

describe('data inputs of a request', () => {
  it.each<[string, string | undefined, RequestOptions, string]>([
    ['HttpRequestHeaderMatchInput', 'X-A', { headers: { 'x-a': '1' } }, '1'],
    ['HttpRequestHeaderMatchInput', 'x-a', { headers: { 'x-a': ['1', '2'] } }, '1,2'],
    ['HttpRequestHeaderMatchInput', ':path', {}, '/a?q'],
    ['HttpRequestHeaderMatchInput', 'host', {}, 'example.com'],
    ['HttpRequestHeaderMatchInput', 'x-a', {}, 'no value'],
    ['HttpRequestHeaderMatchInput', 'x-a', { headers: { 'x-a': '<unknown x-a>' } }, 'not known'],
    ['DestinationIPInput', undefined, { local: '10.0.0.7:81' }, '10.0.0.7'],
    ['DestinationPortInput', undefined, { local: '10.0.0.7:81' }, '81'],
    ['FilterStateInput', 'k', { filterState: { k: 'v' } }, 'v'],
    ['UriSanInput', undefined, MUTUAL, 'spiffe://td/ns/a/sa/b,spiffe://td/ns/a/sa/c'],
    ['DnsSanInput', undefined, MUTUAL, 'b.a'],
    ['SubjectInput', undefined, MUTUAL, 'CN=b'],
    ['UriSanInput', undefined, {}, 'not available'],
    ['HttpAttributesCelMatchInput', undefined, {}, 'not known'],
  ])('%s %s', (name, argument, options, expected) => {
    const input = { at: '', name, ...(argument === undefined ? {} : { argument }) };
    expect(inputText(requestInput(input, requestContext('GET /a?q', options)))).toBe(expected);
  });
});
