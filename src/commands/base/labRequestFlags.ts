import { integer } from '@oclif/core/flags';
import { traceFlags } from './traceFlags.js';

const { namespace, method, header, data, container, uid, gid, mark, resolve, sni, alpn, tls, http2 } = traceFlags;

/** A day. */
const MAX_SECONDS = 86_400;

/** The flags of trace-request that say what a process really sends, and how long it waits. */
export const labRequestFlags = {
  namespace,
  method,
  header,
  data,
  'user-agent': traceFlags['user-agent'],
  'http1.1': traceFlags['http1.1'],
  http2,
  'http2-prior-knowledge': traceFlags['http2-prior-knowledge'],
  resolve,
  'connect-to': traceFlags['connect-to'],
  sni,
  alpn,
  tls,
  container,
  uid,
  gid,
  mark,
  'source-port': traceFlags['source-port'],
  'max-time': integer({
    char: 'm',
    min: 1,
    max: MAX_SECONDS,
    default: 20,
    description: 'how long the caller waits for the end of the answer',
    helpValue: 'SECONDS',
    helpGroup: 'SENDER',
  }),
};
