import { describe, expect, test } from 'vitest';
import { optionsOfCheck, pinsOfCheck } from '../../../src/app/check/optionsOfCheck.js';
import type { Check, CheckWord } from '../../../src/check/CheckFile.js';
import { UserError } from '../../../src/text/UserError.js';

function check(request: Readonly<Record<string, CheckWord>>): Check {
  return { name: 'one', request: { from: 'a', url: 'b', ...request }, expect: {} };
}

describe('a request of a check as options', () => {
  test.each([
    ['headers of a mapping', { headers: { 'x-a': '1' } }, { headers: ['x-a: 1'] }],
    ['headers of a list', { headers: ['x-a: 1'] }, { headers: ['x-a: 1'] }],
    ['a list of one', { resolve: 'h:80:10.0.0.1' }, { resolve: ['h:80:10.0.0.1'] }],
    ['ALPN of a list', { alpn: ['h2', 'http/1.1'] }, { alpn: 'h2,http/1.1' }],
    ['a switch', { http2: true }, { http2: true }],
    ['a switch that is off', { tls: false }, { tls: false }],
    ['no switch', {}, { http2: false, tls: undefined }],
    ['a side', { only: 'inbound' }, { only: 'inbound' }],
    ['a state', { 'ct-state': 'established' }, { ctState: 'established' }],
    ['no state', {}, { ctState: 'new' }],
  ])('%s', (_what, request, options) => expect(optionsOfCheck(check(request))).toMatchObject(options));
});

describe('a word that does not fit is refused, as usage, and never passed over', () => {
  test.each([
    ['a switch that is a text', { http2: 'yes' }, 'http2 is neither true nor false'],
    ['a switch that is a number', { tls: 1 }, 'tls is neither true nor false'],
    ['strict that is a text', { strict: 'true' }, 'strict is neither true nor false'],
    ['a misspelt side', { only: 'outbond' }, 'only is outbond, not outbound or inbound'],
    ['a misspelt state', { 'ct-state': 'establised' }, 'ct-state is establised, not new or established'],
    ['an id that is a text', { uid: 'root' }, 'uid is no number'],
    ['a method that is a list', { method: ['GET'] }, 'method is no text'],
  ])('%s', (_what, request, message) => {
    const one = check(request);
    expect(() => [optionsOfCheck(one), pinsOfCheck(one)]).toThrow(
      new UserError(message, { where: 'one', exitCode: 2 }),
    );
  });
});
