import type { StreamInfo } from '../runtime/StreamInfo.js';
import { formatTime, isoTime } from './formatTime.js';
import { plain, type MakeOperator, type ReadValue } from './Operator.js';

type Moment = (info: StreamInfo) => number | undefined;

/** Points in time of `COMMON_DURATION`. */
const MOMENTS: Readonly<Record<string, Moment>> = {
  DS_RX_BEG: (info) => info.startedAt,
  DS_RX_END: (info) => info.requestReceivedAt,
  US_TX_BEG: (info) => info.firstUpstreamByteSentAt,
  US_TX_END: (info) => info.lastUpstreamByteSentAt,
  US_RX_BEG: (info) => info.firstUpstreamByteReceivedAt,
  US_RX_END: (info) => info.lastUpstreamByteReceivedAt,
  DS_TX_BEG: (info) => info.firstDownstreamByteSentAt,
  DS_TX_END: (info) => info.lastDownstreamByteSentAt,
};

const UNITS: Readonly<Record<string, number>> = { ms: 1, us: 1e3, ns: 1e6 };

function between(from: Moment, to: Moment, perMs = 1): ReadValue {
  return (info) => {
    const [start, end] = [from(info), to(info)];
    return start === undefined || end === undefined ? undefined : Math.max(0, Math.floor((end - start) * perMs));
  };
}

function timeText(format = ''): (ms: number) => string {
  return format === '' ? isoTime() : (ms) => formatTime(ms, format);
}

const start: Moment = (info) => info.startedAt;

/** `COMMON_DURATION(FROM:TO:UNIT)`. */
function commonDuration(argument = ''): ReadValue | undefined {
  const [from = '', to = '', unit = 'ms'] = argument.split(':');
  const [first, last, perMs] = [MOMENTS[from], MOMENTS[to], UNITS[unit]];
  return first && last && perMs !== undefined ? between(first, last, perMs) : undefined;
}

/** The operators that print times; durations in whole milliseconds. */
export const TIME_OPERATORS: Readonly<Record<string, MakeOperator>> = {
  START_TIME: (format) => {
    const text = timeText(format);
    return (info) => text(info.startTime);
  },
  EMIT_TIME: (format) => {
    const text = timeText(format);
    return () => text(Date.now());
  },
  DURATION: plain(between(start, (info) => info.endedAt)),
  REQUEST_DURATION: plain(between(start, (info) => info.requestReceivedAt)),
  REQUEST_TX_DURATION: plain(between(start, (info) => info.lastUpstreamByteSentAt)),
  RESPONSE_DURATION: plain(between(start, (info) => info.firstUpstreamByteReceivedAt)),
  RESPONSE_TX_DURATION: plain(
    between(
      (info) => info.firstUpstreamByteReceivedAt,
      (info) => info.lastDownstreamByteSentAt,
    ),
  ),
  COMMON_DURATION: commonDuration,
};
