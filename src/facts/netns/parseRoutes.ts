import { parseCidr, type Cidr } from '../../net/Cidr.js';
import { parseIp } from '../../net/IpAddress.js';
import type { Route, RouteType } from '../../netfilter/walk/netns/Route.js';
import { linesOf, unreadableLine, wordAfter, type Line } from './lines.js';
import { readList } from './readList.js';

const TYPES: ReadonlySet<string> = new Set(['unicast', 'local', 'blackhole', 'unreachable', 'prohibit', 'throw']);

/** Routes that say where broadcasts and the like go: no connection takes them. */
const IGNORED: ReadonlySet<string> = new Set(['broadcast', 'multicast', 'anycast', 'nat']);

/** Reads `ip -j route show table all`. `family` is that of routes to `default` without a gateway. */
export function parseRoutesJson(bytes: Uint8Array, file: string, family: 4 | 6): readonly Route[] {
  return readList(bytes, file, 'ip -j route').flatMap((entry) => {
    const type = entry.string('type') ?? 'unicast';
    const dst = entry.string('dst');
    if (dst === undefined || IGNORED.has(type) || !isRouteType(type)) return [];
    // Several next hops of one route: the kernel balances over them; they usually share what matters here.
    const hop = entry.objects('nexthops')[0] ?? entry;
    return makeRoute(type, dst, family, {
      table: entry.string('table'),
      gateway: hop.string('gateway') ?? (hop.has('via') ? hop.object('via').string('host') : undefined),
      device: hop.string('dev'),
      source: entry.string('prefsrc'),
      metric: entry.number('metric'),
    });
  });
}

/** Reads `ip route`, of one table or of all. `family` is that of routes to `default` without a gateway. */
export function parseRoutes(text: string, file: string, family: 4 | 6): readonly Route[] {
  return joinNextHops(linesOf(text, file)).flatMap((line) => {
    const [first = ''] = line.words;
    if (IGNORED.has(first)) return [];
    const type = isRouteType(first) ? first : 'unicast';
    const words = isRouteType(first) ? line.words.slice(1) : line.words;
    const via = wordAfter(words, 'via');
    const metric = wordAfter(words, 'metric');
    const routes = makeRoute(type, words[0] ?? '', family, {
      table: wordAfter(words, 'table'),
      gateway: via === 'inet6' || via === 'inet' ? wordAfter(words, via) : via,
      device: wordAfter(words, 'dev'),
      source: wordAfter(words, 'src'),
      metric: metric === undefined ? undefined : Number(metric),
    });
    return routes.length > 0 ? routes : unreadableLine(line, 'ip route');
  });
}

/** A multipath route goes on in lines of `nexthop …`; its first hop stands for it. */
function joinNextHops(lines: readonly Line[]): readonly Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (line.words[0] !== 'nexthop') joined.push(line);
    else if (last && !last.words.includes('nexthop')) {
      joined[joined.length - 1] = { ...last, words: [...last.words, ...line.words] };
    }
  }
  return joined;
}

interface RouteDetails {
  readonly table: string | undefined;
  readonly gateway: string | undefined;
  readonly device: string | undefined;
  readonly source: string | undefined;
  readonly metric: number | undefined;
}

function makeRoute(type: RouteType, dst: string, family: 4 | 6, details: RouteDetails): readonly Route[] {
  const gateway = parseIp(details.gateway ?? '');
  const destination = parseDestination(dst, gateway?.family ?? family);
  if (!destination) return [];
  const source = parseIp(details.source ?? '');
  return [
    {
      table: details.table ?? 'main',
      type,
      destination,
      ...(gateway ? { gateway } : {}),
      ...(details.device === undefined ? {} : { device: details.device }),
      ...(source ? { source } : {}),
      ...(details.metric === undefined ? {} : { metric: details.metric }),
    },
  ];
}

function parseDestination(text: string, family: 4 | 6): Cidr | undefined {
  return parseCidr(text === 'default' ? (family === 4 ? '0.0.0.0/0' : '::/0') : text);
}

function isRouteType(word: string): word is RouteType {
  return TYPES.has(word);
}
