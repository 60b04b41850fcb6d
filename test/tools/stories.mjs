// What `npm run demo` shows: a sentence, the arguments, and the exit code that belongs to the story.

const SHOP = ['--snapshot', 'fixtures/shop'];
const FRONTEND = 'frontend-7d9c6b5f4-2xkqp.web';
const GATEWAY = 'istio-ingressgateway-5d6f9c7b88-r4m2h.istio-system';
const LOOPING = 'client-6d5f8c7b9-w4n2k.demo';
const LUA = "The frontend's Lua filter is not run; --assume says that it lets requests through.";

const trace = (from, url, ...rest) => ['trace-request', from, url, ...rest];
const table = (kind, ...rest) => ['proxy-config', kind, FRONTEND, ...SHOP, ...rest];

export const STORIES = [
  {
    says: `Where does a canary request go, hop by hop? ${LUA}`,
    args: trace(
      FRONTEND,
      'http://catalog:8080/items',
      '-H',
      'x-canary: true',
      '--assume',
      'shop.tag=pass',
      ...SHOP,
      '-q',
    ),
    exitCode: 0,
  },
  {
    says: 'The same without that assumption: what is not known is said by name.',
    args: trace(FRONTEND, 'http://catalog:8080/items', '-H', 'x-canary: true', ...SHOP, '-q', '-o', 'minimal'),
    exitCode: 4,
  },
  {
    says: `Who denies this payment? ${LUA}`,
    args: trace(
      FRONTEND,
      'http://payments.pay/charge/7',
      '-X',
      'POST',
      '--assume',
      'shop.tag=pass',
      ...SHOP,
      '-q',
      '-o',
      'summary',
    ),
    exitCode: 3,
  },
  {
    says: 'Why does nothing answer under REGISTRY_ONLY? It falls into the black hole.',
    args: trace('vault-client-58c7d6f9b4-t5w8n.locked', 'http://catalog.web:8080/', ...SHOP, '-q', '-o', 'summary'),
    exitCode: 3,
  },
  {
    says: `Chance: an injected fault, and a split by weight. ${LUA}`,
    args: trace(FRONTEND, 'http://cart/cart/checkout', '--assume', 'shop.tag=pass', ...SHOP, '-q', '-o', 'minimal'),
    exitCode: 3,
  },
  {
    says: `… and the split, sent by the cart, which has no such filter.`,
    args: trace('cart-7f8b6c9d5d-vb5nx.web', 'http://catalog:8080/items', ...SHOP, '-q', '-o', 'minimal'),
    exitCode: 0,
  },
  {
    says: 'From outside, through the ingress gateway, by SNI.',
    args: trace('external', 'https://secure.shop.example.com/catalog', ...SHOP, '-q', '-o', 'summary'),
    exitCode: 0,
  },
  {
    says: 'A proxy that redirects its own packets to itself.',
    args: trace(LOOPING, 'http://www.example.com/', '--snapshot', 'fixtures/redirect-loop', '-q', '-o', 'summary'),
    exitCode: 3,
  },
  {
    says: "That pod's rules, explained: none leaves the proxy out.",
    args: ['iptables', LOOPING, '--snapshot', 'fixtures/redirect-loop', '-q'],
    exitCode: 0,
  },
  {
    says: 'What the rules of a pod with excluded ports do.',
    args: ['iptables', 'batch-5d9f7c8b6-w8kzt.web', ...SHOP, '--chain', 'ISTIO_INBOUND', '-q'],
    exitCode: 0,
  },
  { says: "istioctl's tables: listeners …", args: table('listener', '--port', '8080'), exitCode: 0 },
  { says: '… routes …', args: table('route', '--name', '9080'), exitCode: 0 },
  { says: '… clusters …', args: table('cluster', '--fqdn', 'catalog.web.svc.cluster.local'), exitCode: 0 },
  {
    says: '… endpoints …',
    args: table('endpoint', '--cluster', 'outbound|8080||flaky.web.svc.cluster.local'),
    exitCode: 0,
  },
  {
    says: '… as they came by EDS …',
    args: table('eds', '--cluster', 'outbound|80||geo.web.svc.cluster.local'),
    exitCode: 0,
  },
  { says: '… secrets …', args: ['proxy-config', 'secret', GATEWAY, ...SHOP], exitCode: 0 },
  {
    says: '… the bootstrap, or a part of it …',
    args: table('bootstrap', '-o', 'jsonpath={.bootstrap.node.id}'),
    exitCode: 0,
  },
  { says: '… extensions …', args: ['proxy-config', 'ecds', '-f', 'fixtures/ecds/config_dump.json'], exitCode: 0 },
  {
    says: '… and, wide, what istioctl does not show.',
    args: table('route', '--name', '9080', '-o', 'wide'),
    exitCode: 0,
  },
  { says: 'Expectations, held in CI.', args: ['check', 'fixtures/hijack-119-canary/checks.yaml', '-q'], exitCode: 0 },
  { says: 'What is in a snapshot?', args: ['snapshot', 'show', 'fixtures/hijack-119-sidecar'], exitCode: 0 },
  { says: 'What does an Envoy response flag mean?', args: ['explain', 'UH'], exitCode: 0 },
];
