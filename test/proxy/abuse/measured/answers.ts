import type { Measured } from './Measured.js';

/** What came of each of `ANSWERS`. */
export const ANSWERS_MEASURED: Measured = {
  never: ['504 "upstream request timeout" open | 504 UT response_timeout | GET /hurry/never/@; host: a'],
  reset: [
    '503 "upstream connect error or disconnect/res" open | 503 UC upstream_reset_before_response_started{connection_termination} | GET /reset/@; host: a',
  ],
  close: [
    '503 "upstream connect error or disconnect/res" open | 503 UC upstream_reset_before_response_started{connection_termination} | GET /close/@; host: a',
  ],
  'half-head': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /half-head/@; host: a',
  ],
  'half-body': [
    '200 "half" … closed | 200 UPE upstream_reset_after_response_started{protocol_error} | GET /half-body/@; host: a',
  ],
  'half-chunk': [
    '200 "ha" … closed | 200 UPE upstream_reset_after_response_started{protocol_error} | GET /half-chunk/@; host: a',
  ],
  'reset-body': [
    '200 "half" … closed | 200 UPE upstream_reset_after_response_started{protocol_error} | GET /reset-body/@; host: a',
  ],
  garbage: [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /garbage/@; host: a',
  ],
  'no-status': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /no-status/@; host: a',
  ],
  'long-status': [
    '200 open | 2000 - via_upstream | GET /long-status/@; host: a',
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /long-status/@; host: a',
  ],
  'status-99': [
    '"HTTP/1.1 99 Unknown\\r\\nx-envoy-upstream-se" open | 99 - via_upstream | GET /status-99/@; host: a',
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /status-99/@; host: a',
  ],
  'http-1.0': ['200 "until close" open | 200 - via_upstream | GET /http-1.0/@; host: a'],
  'http-0.9': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /http-0.9/@; host: a',
  ],
  'http-2.0': ['200 "ok" open | 200 - via_upstream | GET /http-2.0/@; host: a'],
  'cl-and-te': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /cl-and-te/@; host: a',
  ],
  'two-lengths': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /two-lengths/@; host: a',
  ],
  'same-lengths': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /same-lengths/@; host: a',
  ],
  'list-length': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /list-length/@; host: a',
  ],
  'negative-length': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /negative-length/@; host: a',
  ],
  'plus-length': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /plus-length/@; host: a',
  ],
  'te-identity': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /te-identity/@; host: a',
  ],
  'te-gzip-chunked': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /te-gzip-chunked/@; host: a',
  ],
  'te-twice': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /te-twice/@; host: a',
  ],
  'bad-chunk': [
    '200 … closed | 200 UPE upstream_reset_after_response_started{protocol_error} | GET /bad-chunk/@; host: a',
  ],
  'chunk-extension': ['200 "ok" open | 200 - via_upstream | GET /chunk-extension/@; host: a'],
  trailers: ['200 "ok" open | 200 - via_upstream | GET /trailers/@; host: a'],
  folded: ['200 x-a=b c "ok" open | 200 - via_upstream | GET /folded/@; host: a'],
  'nul-value': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /nul-value/@; host: a',
  ],
  'control-value': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /control-value/@; host: a',
  ],
  'latin1-value': ['200 x-a=café "ok" open | 200 - via_upstream | GET /latin1-value/@; host: a'],
  'cr-value': ['200 x-a=bc "ok" open | 200 - via_upstream | GET /cr-value/@; host: a'],
  'space-name': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /space-name/@; host: a',
  ],
  'no-name': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /no-name/@; host: a',
  ],
  'bare-lf': ['200 "ok" open | 200 - via_upstream | GET /bare-lf/@; host: a'],
  'long-head': [
    '200 x-a=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "ok" open | 200 - via_upstream | GET /long-head/@; host: a',
  ],
  'many-headers': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /many-headers/@; host: a',
  ],
  'second-answer': ['200 "ok" open | 200 - via_upstream | GET /second-answer/@; host: a'],
  'endless-100': ['200 "ok" open | 200 - via_upstream | GET /endless-100/@; host: a'],
  'hints-103': ['200 "ok" open | 200 - via_upstream | GET /hints-103/@; host: a'],
  'unasked-101': [
    '101 open | 101 - via_upstream | GET /unasked-101/@; host: a',
    '101 open | 101 DC downstream_remote_disconnect | GET /unasked-101/@; host: a',
  ],
  'body-204': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /body-204/@; host: a',
  ],
  'chunked-204': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /chunked-204/@; host: a',
  ],
  'body-304': ['304 open | 304 - via_upstream | GET /body-304/@; host: a'],
  'early-answer': ['413 "no" open | 413 - via_upstream | GET /early-answer/@; host: a'],
  'mixed-newlines': ['200 x-a=b "ok" open | 200 - via_upstream | GET /mixed-newlines/@; host: a'],
  'empty-name-line': [
    '502 "upstream connect error or disconnect/res" open | 502 UPE upstream_reset_before_response_started{protocol_error} | GET /empty-name-line/@; host: a',
  ],
  'unasked-101 to an upgrade': [
    '101 open | 101 DC downstream_remote_disconnect | GET /unasked-101/@; host: a; connection: upgrade; upgrade: websocket',
  ],
  'early-answer to half a body': ['413 (close) "no" closed | 413 - via_upstream'],
  'HEAD of a body': ['200 … open | 200 - via_upstream | HEAD /@; host: a'],
  'HTTP/2 that resets': [
    '503 "upstream connect error or disconnect/res" open | 503 UR upstream_reset_before_response_started{remote_reset}',
  ],
  'HTTP/2 that never answers': ['504 "upstream request timeout" open | 504 UT response_timeout'],
};
