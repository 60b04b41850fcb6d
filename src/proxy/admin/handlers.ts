import { answerClusters } from './answerClusters.js';
import { answerConfigDump } from './answerConfigDump.js';
import { answerListeners } from './answerListeners.js';
import { answerLogging } from './answerLogging.js';
import { answerReady, answerServerInfo } from './answerServerInfo.js';
import { answerStats } from './answerStats.js';
import { homePage } from './homePage.js';
import { helpText, type Handler } from './Handler.js';
import { messageAnswer, textAnswer } from './AdminAnswer.js';

const FORMAT = ['format', 'File format to use; One of (text, json)'] as const;

const OK = textAnswer('OK\n');

/** The paths that are answered, sorted; the words are Envoy's. */
export const HANDLERS: readonly Handler[] = [
  { path: '/', help: 'Admin home page', answer: () => homePage(HANDLERS) },
  {
    path: '/clusters',
    help: 'upstream cluster status',
    parameters: [['filter', 'Regular expression (Google re2) for filtering clusters by name']],
    answer: answerClusters,
  },
  {
    path: '/config_dump',
    help: 'dump current Envoy configs',
    parameters: [
      ['resource', 'The resource to dump'],
      [
        'mask',
        'The mask to apply. When both resource and mask are specified, the mask is applied to every element in the desired repeated field so that only a subset of fields are returned. The mask is parsed as a Protobuf::FieldMask',
      ],
      [
        'name_regex',
        'Dump only the currently loaded configurations whose names match the specified regex. Can be used with both resource and mask query parameters.',
      ],
      [
        'include_eds',
        'Dump currently loaded configuration including EDS. See the response definition for more information',
      ],
    ],
    answer: answerConfigDump,
  },
  {
    path: '/drain_listeners',
    help: 'drain listeners',
    mutates: true,
    answer: (_request, { proxy }) => {
      void proxy.drain();
      return OK;
    },
  },
  {
    path: '/healthcheck/fail',
    help: 'cause the server to fail health checks',
    mutates: true,
    answer: (_request, context) => {
      context.isFailing = true;
      return OK;
    },
  },
  {
    path: '/healthcheck/ok',
    help: 'cause the server to pass health checks',
    mutates: true,
    answer: (_request, context) => {
      context.isFailing = false;
      return OK;
    },
  },
  { path: '/help', help: 'print out list of admin commands', answer: () => textAnswer(helpText(HANDLERS)) },
  {
    path: '/init_dump',
    help: 'dump current Envoy init manager information (experimental)',
    parameters: [
      [
        'mask',
        'The desired component to dump unready targets. The mask is parsed as a Protobuf::FieldMask. For example, get the unready targets of all listeners with /init_dump?mask=listener`',
      ],
    ],
    answer: () => messageAnswer({}),
  },
  { path: '/listeners', help: 'print listener info', parameters: [FORMAT], answer: answerListeners },
  {
    path: '/logging',
    help: 'query/change logging levels',
    parameters: [
      [
        'paths',
        'Change multiple logging levels by setting to <logger_name1>:<desired_level1>,<logger_name2>:<desired_level2>. If fine grain logging is enabled, use __FILE__ or a glob experision as the logger name. For example, source/common*:warning',
      ],
      [
        'level',
        "desired logging level, this will change all loggers's level; One of (, trace, debug, info, warning, error, critical, off)",
      ],
    ],
    mutates: true,
    answer: answerLogging,
  },
  {
    path: '/memory',
    help: 'print current allocation/heap usage',
    answer: () => {
      const { heapUsed, heapTotal, rss } = process.memoryUsage();
      const free = { pageheap_unmapped: '0', pageheap_free: String(heapTotal - heapUsed), total_thread_cache: '0' };
      const total = { total_physical_bytes: String(rss) };
      return messageAnswer({ allocated: String(heapUsed), heap_size: String(heapTotal), ...free, ...total });
    },
  },
  {
    path: '/quitquitquit',
    help: 'exit the server',
    mutates: true,
    answer: (_request, context) => {
      // After the answer has gone out.
      setImmediate(() => context.quit());
      return OK;
    },
  },
  {
    path: '/ready',
    help: 'print server state, return 200 if LIVE, otherwise return 503',
    answer: (_request, context) => answerReady(context),
  },
  {
    path: '/reset_counters',
    help: 'reset all counters to zero',
    mutates: true,
    answer: (_request, { stats }) => {
      stats.resetCounters();
      return OK;
    },
  },
  {
    path: '/runtime',
    help: 'print runtime values',
    answer: () => messageAnswer({ entries: {}, layers: [] }),
  },
  {
    path: '/server_info',
    help: 'print server version/status information',
    answer: (_request, context) => answerServerInfo(context),
  },
  { path: '/stats', help: 'print server stats', parameters: [], answer: answerStats },
  {
    path: '/stats/prometheus',
    help: 'print server stats in prometheus format',
    parameters: [],
    answer: answerStats,
  },
];
