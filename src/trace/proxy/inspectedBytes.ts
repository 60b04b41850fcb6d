import type { FirstBytes } from '../../envoy/model/Connection.js';
import type { TracePins } from '../model/TraceRequest.js';

/**
 * The first bytes as the inspectors of a listener take them: `--detect` says it where time decides, since bytes that come late or in
 * pieces are not recognised (`listener_filters_timeout`). A TLS hello stays one. The codec still gets what is sent.
 */
export function inspectedBytes(firstBytes: FirstBytes, { detect }: Pick<TracePins, 'detect'>): FirstBytes {
  if (detect === undefined || firstBytes === 'tls') return firstBytes;
  if (detect === 'tcp') return 'other';
  return firstBytes === 'http/1.0' || firstBytes === 'h2c' ? firstBytes : 'http/1.1';
}
