import { expect, test } from 'vitest';
import { connectionText } from '../../../src/trace/proxy/connectionText.js';
import type { ProxyVisit } from '../../../src/trace/proxy/ProxyVisit.js';
import { connection } from '../../envoy/requestContext.js';

/* What the differential against Envoy 1.40 found: `set_filter_state` of a connection once kept operators as written, and left out what is not there. */

const visit = {
  connection: { ...connection(), local: { ip: { family: 4, bytes: [10, 0, 0, 1], text: '10.0.0.1' }, port: 81 } },
  tls: false,
  filterState: new Map([['proof.one', 'one']]),
} as const satisfies Partial<ProxyVisit>;

/** formatter/stream_info_formatter.cc; common/formatter/substitution_formatter.h, `omit_empty_values`. */
test.each([
  ['plain', 'plain'],
  ['%DOWNSTREAM_LOCAL_PORT%', '81'],
  ['%DOWNSTREAM_LOCAL_ADDRESS%', '10.0.0.1:81'],
  ['%REQUESTED_SERVER_NAME%', '-'],
  ['%DOWNSTREAM_PEER_URI_SAN%', '-'],
  ['%FILTER_STATE(proof.one:PLAIN)%', 'one'],
  ['%REQ(x-a)% over %PROTOCOL%', '- over -'],
  ['%CONNECTION_ID%', '<unknown %CONNECTION_ID%>'],
])('%s: %s', (format, expected) =>
  expect(connectionText(format, visit as Partial<ProxyVisit> as ProxyVisit)).toBe(expected),
);
