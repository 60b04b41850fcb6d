import type { Header } from '../../model/HttpRequest.js';
import { unknownValue } from '../../string/unknownValue.js';
import { atLeast } from '../../version.js';
import { withHeader, withoutHeader } from '../headers.js';

/**
 * `te` is for one connection and goes, but that `trailers` stays where the list has it (source/common/http/conn_manager_utility.cc,
 * sanitizeTEHeader; measured). Kept as sent before 1.29.0; up to 1.29.2 `trailers` went too.
 */
export function sanitizeTe(headers: readonly Header[], version: string | undefined): readonly Header[] {
  const sent = headers.filter(({ name }) => name === 'te').map(({ value }) => value);
  if (sent.length === 0 || atLeast(version, '1.29.0') === 'no') return headers;
  const keeps = sent
    .join(',')
    .split(',')
    .some((coding) => coding.trim() === 'trailers');
  switch (atLeast(version, '1.29.3')) {
    case 'yes':
      return keeps ? withHeader(headers, 'te', 'trailers') : withoutHeader(headers, 'te');
    case 'no':
      return withoutHeader(headers, 'te');
    case 'unknown':
      return keeps && sent.length === 1 && sent[0] === 'trailers'
        ? headers
        : withHeader(headers, 'te', unknownValue('te'));
  }
}
