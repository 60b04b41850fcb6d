import { join } from 'node:path';
import { countLongWalks } from '../countLongWalks.ts';
import { ROOT } from '../tools/paths.mjs';
import { importCore } from './core.mjs';
import { heading, line } from './print.mjs';
import { SHOP_RULES } from './shop.mjs';

const POD = { namespace: 'bench', name: 'proxy' };
const ROUTES = '80';

/** Nothing that belongs to one request is as long. */
const LONG = 500;

/** How long a request through a large dump takes to trace, and whether later traces find again what the first has indexed. */
export async function benchTraces(dump, traces) {
  const { loadFacts, worldOf, traceRequest } = await importCore();
  const place = `pods/${POD.namespace}/${POD.name}`;
  const given = [
    { path: `${place}/config_dump.json`, file: dump },
    { path: `${place}/iptables-save.txt`, file: join(ROOT, SHOP_RULES) },
  ];
  const facts = await loadFacts({ given }, () => undefined);
  const world = worldOf(facts);
  const { config } = world.pod(POD.namespace, POD.name).proxy;
  const { virtualHosts } = config.routeConfiguration(ROUTES).value;
  const requests = requestsTo(virtualHosts, traces);
  const pins = { pins: new Map(), assume: new Map([['*', 'pass']]), strict: false, branches: 'few', maxBranches: 32 };
  const trace = (request) => traceRequest(world, request, pins);

  heading(`Traces: HTTP through a route configuration of ${virtualHosts.length} virtual hosts`);
  const [first, ms] = timed(() => trace(requests[0]));
  line('the first', `${ms.toFixed(2)} ms, ${first.verdict.code} over ${first.paths.length} paths`);
  for (const request of requests) trace(request);
  const each = requests.map((request) => timed(() => trace(request))[1]).toSorted((a, b) => a - b);
  line(
    `each of ${traces}, after all were traced once: median`,
    `${each[Math.floor(traces / 2)].toFixed(2)} ms`,
    'below 2 ms',
  );
  line('… the slowest of a hundred', `${each[Math.ceil(traces * 0.99) - 1].toFixed(2)} ms`);
  const walks = requests.map((request) => countLongWalks(LONG, () => trace(request)));
  line(`lists of ${LONG} and more that all of them walk`, `${walks.reduce((sum, count) => sum + count, 0)}`, 'none');
}

/** A request each to services spread over the whole list. */
function requestsTo(virtualHosts, count) {
  const services = virtualHosts.flatMap(({ domains }) => {
    const text = domains.find((domain) => /^\d+(?:\.\d+){3}$/.test(domain));
    return text === undefined
      ? []
      : [{ host: domains[0], ip: { family: 4, bytes: text.split('.').map(Number), text } }];
  });
  return Array.from({ length: count }, (_, index) => {
    const { host, ip } = services[Math.floor((index * services.length) / count)];
    return {
      from: { kind: 'pod', ...POD },
      url: `http://${host}/`,
      host,
      port: 80,
      transport: 'tcp',
      protocol: 'http/1.1',
      method: 'GET',
      authority: host,
      path: '/',
      headers: [],
      sender: { uid: 'ordinary', gid: 'ordinary', mark: 0 },
      connectTo: { ip, port: 80 },
      resolve: [],
      ctState: 'new',
      only: 'outbound',
      withReturn: false,
    };
  });
}

function timed(run) {
  const start = performance.now();
  const result = run();
  return [result, performance.now() - start];
}
