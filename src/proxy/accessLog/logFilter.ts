import type { Message } from '../../envoy/parse/Message.js';
import { grpcStatusName } from './grpcStatusName.js';
import { headerFilter } from './headerFilter.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';

/** Whether a stream is logged. */
export type LogFilter = (info: StreamInfo) => boolean;

const KINDS = [
  'status_code_filter',
  'duration_filter',
  'not_health_check_filter',
  'and_filter',
  'or_filter',
  'header_filter',
  'response_flag_filter',
  'grpc_status_filter',
  'log_type_filter',
] as const;

/**
 * Compiles an `AccessLogFilter` (source/common/access_log/access_log_impl.cc); one that is not known is named by `refuse`.
 * Values come from the `default_value`: there is no runtime.
 */
export function compileLogFilter(filter: Message, refuse: (name: string) => void): LogFilter {
  const kind = filter.first(...KINDS);
  const message = kind && filter.message(kind);
  if (kind === undefined || message === undefined) {
    refuse(filter.unread()[0] ?? 'filter');
    return () => true;
  }
  const all = () => message.messages('filters').map((item) => compileLogFilter(item, refuse));
  switch (kind) {
    case 'status_code_filter':
      return comparing(message, ({ responseCode }) => responseCode);
    case 'duration_filter':
      return comparing(message, ({ endedAt, startedAt }) => Math.floor((endedAt ?? startedAt) - startedAt));
    case 'not_health_check_filter':
      return () => true;
    case 'and_filter': {
      const filters = all();
      return (info) => filters.every((item) => item(info));
    }
    case 'or_filter': {
      const filters = all();
      return (info) => filters.some((item) => item(info));
    }
    case 'header_filter':
      return headerFilter(message);
    case 'response_flag_filter': {
      const flags = message.strings('flags');
      return ({ responseFlags }) =>
        flags.length === 0 ? responseFlags.length > 0 : responseFlags.some((flag) => flags.includes(flag));
    }
    case 'grpc_status_filter': {
      const statuses = message.strings('statuses');
      const isExcluded = message.flag('exclude');
      return ({ grpcStatus }) => statuses.includes(grpcStatusName(grpcStatus ?? 2, 'SNAKE_STRING')) !== isExcluded;
    }
    case 'log_type_filter': {
      const types = message.strings('types');
      const isExcluded = message.flag('exclude');
      return ({ kind: type }) => types.includes(type === 'http' ? 'DownstreamEnd' : 'TcpConnectionEnd') !== isExcluded;
    }
  }
}

function comparing(message: Message, read: (info: StreamInfo) => number): LogFilter {
  const comparison = message.message('comparison');
  const op = comparison?.choice('op', ['EQ', 'GE', 'LE', 'NE']) ?? 'EQ';
  const value = comparison?.message('value')?.number('default_value') ?? 0;
  switch (op) {
    case 'EQ':
      return (info) => read(info) === value;
    case 'GE':
      return (info) => read(info) >= value;
    case 'LE':
      return (info) => read(info) <= value;
    case 'NE':
      return (info) => read(info) !== value;
  }
}
