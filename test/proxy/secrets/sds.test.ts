import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LabCa, type Identity } from '../../../src/lab/ca/LabCa.js';
import { serveSds } from '../../../src/lab/child/sds/serveSds.js';
import type { RunningProxy } from '../../../src/proxy/runtime/RunningProxy.js';
import { cluster, extension, hcm, HTTP2, listener, type Json } from '../dataplane/support/bootstrap.js';
import { clientOver } from '../dataplane/support/clients.js';
import { startEcho } from '../dataplane/support/echo.js';
import { freePorts } from '../dataplane/support/freePorts.js';
import { startReference } from '../dataplane/support/startReference.js';

/* Certificates by SDS at a Unix socket, as Istio's agent serves them: mutual TLS from proxy to proxy. */
const folder = mkdtempSync(join(tmpdir(), 'hopctl-sds-'));
const socket = join(folder, 'sds');
let proxy: RunningProxy;
let app: Awaited<ReturnType<typeof startEcho>>;
let ports: readonly number[];
let identities: ReadonlyMap<string, Identity & { readonly ca: string }>;

const sds = (name: string): Json => ({
  name,
  sds_config: {
    resource_api_version: 'V3',
    api_config_source: {
      api_type: 'GRPC',
      transport_api_version: 'V3',
      grpc_services: [{ envoy_grpc: { cluster_name: 'sds-grpc' } }],
    },
  },
});

const common: Json = {
  alpn_protocols: ['h2', 'http/1.1'],
  tls_certificate_sds_secret_configs: [sds('default')],
  combined_validation_context: {
    default_validation_context: {},
    validation_context_sds_secret_config: sds('ROOTCA'),
  },
};

function bootstrap(log: string, [server = 0, plain = 0]: readonly number[], appPort: number): Json {
  const routes = (to: string): Json => ({
    virtual_hosts: [{ name: 'all', domains: ['*'], routes: [{ match: { prefix: '/' }, route: { cluster: to } }] }],
  });
  const mtls = listener('server', server, [
    hcm(log, routes('app'), {
      forward_client_cert_details: 'SANITIZE_SET',
      set_current_client_cert_details: { uri: true },
    }),
  ]);
  const chains = mtls.filter_chains as readonly Json[];
  return {
    node: { id: 'sidecar~127.0.0.1~a.b~b.svc.cluster.local', cluster: 'a.b' },
    static_resources: {
      listeners: [
        {
          ...mtls,
          filter_chains: chains.map((chain) => ({
            ...chain,
            transport_socket: extension('tls', 'transport_sockets.tls.v3.DownstreamTlsContext', {
              require_client_certificate: true,
              common_tls_context: common,
            }),
          })),
        },
        listener('plain', plain, [hcm(log, routes('peer'))]),
      ],
      clusters: [
        cluster('app', [appPort]),
        cluster('peer', [server], {
          ...HTTP2,
          transport_socket: extension('tls', 'transport_sockets.tls.v3.UpstreamTlsContext', {
            sni: 'server.example',
            common_tls_context: common,
          }),
        }),
        {
          ...cluster('sds-grpc', [], HTTP2),
          load_assignment: {
            cluster_name: 'sds-grpc',
            endpoints: [{ lb_endpoints: [{ endpoint: { address: { pipe: { path: socket } } } }] }],
          },
        },
      ],
    },
  };
}

beforeAll(async () => {
  app = await startEcho();
  ports = await freePorts(2);
  const ca = await LabCa.create('cluster.local');
  const own = await ca.issue({ uris: ['spiffe://cluster.local/ns/shop/sa/web'], dns: [] });
  identities = new Map([['client', { ...own, ca: ca.certificate }]]);
  await serveSds({
    socket,
    secrets: {
      default: { kind: 'certificate', chain: own.chain, key: own.key },
      ROOTCA: { kind: 'ca', ca: ca.certificate },
    },
  });
  proxy = await startReference(bootstrap(join(folder, 'log'), ports, app.port));
});

afterAll(async () => {
  await proxy.close();
  app.server.close();
  app.server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

test('a request goes from proxy to proxy with the certificate that SDS gave', async () => {
  const got = await clientOver(ports[1] ?? 0, { kind: 'h1', path: '/over' }, identities);
  expect(got).toContain('HTTP/1.1 200 OK');
  expect(got).toContain('URI=spiffe://cluster.local/ns/shop/sa/web');
});

test('the listener asks for a certificate of that authority', async () => {
  expect(await clientOver(ports[0] ?? 0, { kind: 'h1', tls: 'client', path: '/a' }, identities)).toContain('200 OK');
  expect(await clientOver(ports[0] ?? 0, { kind: 'h1', tls: 'none', path: '/a' }, identities)).toBe('closed');
});
