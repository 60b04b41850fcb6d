import { expect, test } from 'vitest';
import { parsePort } from '../../src/net/parsePort.js';

test.each([
  ['0', 0],
  ['80', 80],
  ['65535', 65535],
  ['65536', undefined],
  ['99999999999999999999', undefined],
  ['080', undefined],
  ['-1', undefined],
  ['+80', undefined],
  ['80 ', undefined],
  ['8e1', undefined],
  ['0x50', undefined],
  ['http', undefined],
  ['', undefined],
])('port %j', (text, port) => expect(parsePort(text)).toBe(port));
