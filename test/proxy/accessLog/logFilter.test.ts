import { describe, expect, test } from 'vitest';
import { Message } from '../../../src/envoy/parse/Message.js';
import { compileLogFilter } from '../../../src/proxy/accessLog/logFilter.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { streamInfo } from './streamInfo.js';

const above = (op: string, value: number): JsonObject => ({ comparison: { op, value: { default_value: value } } });

describe('which streams are logged', () => {
  test.each<[JsonObject, boolean]>([
    [{ status_code_filter: above('GE', 200) }, true],
    [{ status_code_filter: above('GE', 201) }, false],
    [{ status_code_filter: above('EQ', 200) }, true],
    [{ status_code_filter: above('NE', 200) }, false],
    [{ duration_filter: above('LE', 12) }, true],
    [{ duration_filter: above('GE', 13) }, false],
    [{ response_flag_filter: {} }, false],
    [{ response_flag_filter: { flags: ['UF', 'NR'] } }, false],
    [{ grpc_status_filter: { statuses: ['NOT_FOUND'] } }, true],
    [{ grpc_status_filter: { statuses: ['NOT_FOUND'], exclude: true } }, false],
    [{ header_filter: { header: { name: ':method', string_match: { exact: 'GET' } } } }, true],
    [{ header_filter: { header: { name: 'x-none', present_match: true } } }, false],
    [{ not_health_check_filter: {} }, true],
    [{ and_filter: { filters: [{ not_health_check_filter: {} }, { response_flag_filter: {} }] } }, false],
    [{ or_filter: { filters: [{ not_health_check_filter: {} }, { response_flag_filter: {} }] } }, true],
  ])('%j: %s', (filter, isLogged) => {
    const refused: string[] = [];
    expect(compileLogFilter(new Message(filter, ''), (name) => refused.push(name))(streamInfo())).toBe(isLogged);
    expect(refused).toEqual([]);
  });

  test('a flag that is set', () => {
    const filter = compileLogFilter(new Message({ response_flag_filter: { flags: ['NR'] } }, ''), () => undefined);
    expect(filter(streamInfo({ responseFlags: ['NR'] }))).toBe(true);
  });

  test('what is not known is refused by name', () => {
    const refused: string[] = [];
    compileLogFilter(new Message({ extension_filter: { name: 'cel' } }, ''), (name) => refused.push(name));
    expect(refused).toEqual(['extension_filter']);
  });
});
