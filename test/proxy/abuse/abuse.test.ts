import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEnvoy, NO_ENVOY } from '../../../src/lab/envoy/findEnvoy.js';
import { ANSWERS } from './answers.js';
import { CLIENTS } from './clients.js';
import { HTTP2 } from './http2.js';
import { ANSWERS_MEASURED } from './measured/answers.js';
import { CLIENTS_MEASURED } from './measured/clients.js';
import { HTTP2_MEASURED } from './measured/http2.js';
import { REQUESTS_MEASURED } from './measured/requests.js';
import { REQUESTS } from './requests.js';
import { runShapes } from './run.js';
import { talk } from './talk.js';
import { startTested, type Tested } from './tested.js';
import { answersIn } from './told.js';

const ENVOY = findEnvoy();
const TABLES = [
  { what: 'HTTP/1 requests as they should not be', shapes: REQUESTS, measured: REQUESTS_MEASURED },
  { what: 'clients that are slow or go away', shapes: CLIENTS, measured: CLIENTS_MEASURED },
  { what: 'servers that answer as they should not', shapes: ANSWERS, measured: ANSWERS_MEASURED },
  { what: 'HTTP/2 as it should not be', shapes: HTTP2, measured: HTTP2_MEASURED },
];
const CASES = TABLES.flatMap(({ what, shapes, measured }) =>
  shapes.map(({ name }) => ({ what, name, measured: measured[name] ?? [''] })),
);

const KINDS = [
  { kind: 'the reference proxy', envoy: undefined, skipped: false },
  {
    kind: ENVOY === undefined ? `a real Envoy (skipped: ${NO_ENVOY})` : 'a real Envoy',
    envoy: ENVOY,
    skipped: ENVOY === undefined,
  },
];

describe.each(KINDS)('$kind', ({ envoy, skipped }) => {
  describe.skipIf(skipped)('abused', () => {
    let tested: Tested | undefined;
    let told: readonly string[] = [];
    beforeAll(async () => {
      tested = await startTested(envoy);
      told = await runShapes(
        tested,
        TABLES.flatMap(({ shapes }) => shapes),
      );
    }, 120_000);
    afterAll(() => tested?.close());

    test.each(CASES.map((one, index) => ({ ...one, index })))('$what: $name', ({ measured, index }) => {
      const [real, own = real] = measured;
      expect(told[index]).toBe(envoy === undefined ? own : real);
    });

    test('still runs, and serves', async () => {
      expect(tested?.alive()).toBe(true);
      const asked = 'GET /direct HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
      const { received } = await talk(tested?.ports.plain ?? 0, [asked], 5000);
      expect(answersIn(received)).toBe('200 (close) "direct"');
    });
  });
});
