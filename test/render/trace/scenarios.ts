import type { Scenario } from './traceOf.js';

const FRONTEND = 'frontend-7d9c6b5f4-2xkqp.web';
const VAULT_CLIENT = 'vault-client-58c7d6f9b4-t5w8n.locked';
const shop = (from: string, url: string): Pick<Scenario, 'fixture' | 'from' | 'url'> => ({
  fixture: 'shop',
  from,
  url,
});

/** Requests of every kind of end; the name is that of the golden file. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'canary-delivered': { ...shop(FRONTEND, 'http://catalog:8080/items'), options: { headers: ['x-canary: true'] } },
  'weighted-fork': { ...shop(FRONTEND, 'http://catalog:8080/items'), pins: { allBranches: true } },
  'opaque-filter': { ...shop(FRONTEND, 'http://catalog:8080/items'), pins: { assume: [], likeliest: true } },
  'denied-by-policy': { ...shop(FRONTEND, 'http://payments.pay/charge'), options: { method: 'POST' } },
  'denied-by-deny-policy': shop(FRONTEND, 'http://payments.pay/charge/admin'),
  'strict-plaintext': shop('legacy-6f5d4c3b2-old01.web', 'http://payments.pay/'),
  'black-hole': shop(VAULT_CLIENT, 'https://example.com/'),
  'registry-only': shop(VAULT_CLIENT, 'http://example.com/'),
  'no-healthy-host': shop(FRONTEND, 'http://catalog:8080/v9/items'),
  'cluster-not-found': {
    ...shop(FRONTEND, 'http://catalog:8080/items'),
    options: { headers: ['x-canary: true'] },
    edit: {
      path: 'pods/web/frontend-7d9c6b5f4-2xkqp/config_dump.json',
      change: (text) => text.replaceAll('"name": "outbound|8080|v2|', '"name": "outbound|8080|v3|'),
    },
  },
  'injected-fault': shop(FRONTEND, 'http://cart/cart/checkout'),
  redirect: shop(FRONTEND, 'http://cart/old-cart/x'),
  'route-not-found': {
    ...shop('external', 'http://nope.example.com/'),
    options: { via: 'istio-ingressgateway-5d6f9c7b88-r4m2h.istio-system' },
  },
  bypass: {
    ...shop(FRONTEND, 'http://catalog:8080/items'),
    options: { uid: 1337, gid: 1337 },
    pins: { likeliest: true },
  },
  'leaves-mesh': shop(FRONTEND, 'https://example.com/'),
  unresolved: shop(FRONTEND, 'http://nosuch:80/'),
  'rules-not-recorded': { ...shop(FRONTEND, 'tcp://mysql.data:3306'), pins: { likeliest: true } },
  'tproxy-itself': shop('edge-tproxy-59c8d7b6f-x6jpd.web', 'http://edge/'),
  gateway: shop('external', 'http://shop.example.com/catalog'),
  'hijack-sidecar': { fixture: 'hijack-119-sidecar', from: 'toolbox-97948fc8-ptlct.sidecar', url: 'http://nginx/' },
  'bookstore-v2': {
    fixture: 'bookstore-15',
    from: 'storefront-v1-7f44c4d57c-ksf9b.books',
    url: 'http://details:9080/',
  },
};
