import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LabCa, type Identity } from '../../../src/lab/ca/LabCa.js';
import { findEnvoy, NO_ENVOY } from '../../../src/lab/envoy/findEnvoy.js';
import type { RunningProxy } from '../../../src/proxy/runtime/RunningProxy.js';
import { clientOver, type Client } from './support/clients.js';
import { startEcho } from './support/echo.js';
import { freePorts } from './support/freePorts.js';
import { linesOf, newLines } from './support/logLines.js';
import { startEnvoy } from './support/startEnvoy.js';
import { startReference } from './support/startReference.js';
import { transportBootstrap, type TransportPorts } from './support/transportBootstrap.js';

/*
 * TLS, HTTP/2 and TCP through a real Envoy and through the reference proxy: what the client got and what the access logs say of
 * requests is the same.
 */
const binary = findEnvoy();
const folder = mkdtempSync(join(tmpdir(), 'hopctl-proxy-'));

interface Side {
  readonly ports: TransportPorts;
  readonly log: string;
}

describe.skipIf(binary === undefined)(
  binary === undefined ? `as a real Envoy does (skipped: ${NO_ENVOY})` : 'as a real Envoy does',
  () => {
    let sides: readonly Side[];
    let proxy: RunningProxy;
    let endEnvoy: () => Promise<void>;
    let app: Awaited<ReturnType<typeof startEcho>>;
    const identities = new Map<string, Identity & { readonly ca: string }>();

    beforeAll(async () => {
      app = await startEcho();
      const [ca, other] = [await LabCa.create('cluster.local'), await LabCa.create('elsewhere')];
      for (const [name, from] of [
        ['server', ca],
        ['client', ca],
        ['rogue', other],
      ] as const) {
        const identity = await from.issue({
          uris: [`spiffe://cluster.local/ns/shop/sa/${name}`],
          dns: [`${name}.example`],
        });
        identities.set(name, { ...identity, ca: ca.certificate });
      }
      const numbers = await freePorts(10);
      sides = [numbers.slice(0, 5), numbers.slice(5)].map(([mtls = 0, tcp = 0, up = 0, inner = 0, sni = 0], index) => ({
        ports: { mtls, tcp, up, inner, sni },
        log: join(folder, `${String(index)}.log`),
      }));
      const [of = { ports: { mtls: 0, tcp: 0, up: 0, inner: 0, sni: 0 }, log: '' }, mine = of] = sides;
      proxy = await startReference(transportBootstrap(mine.log, mine.ports, app.port, identities));
      endEnvoy = await startEnvoy(
        binary ?? '',
        folder,
        transportBootstrap(of.log, of.ports, app.port, identities),
        of.ports.up,
      );
    });

    afterAll(async () => {
      await proxy.close();
      await endEnvoy();
      app.server.close();
      app.server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    });

    test.each<[string, keyof TransportPorts, Client]>([
      ['mutual TLS, HTTP/2', 'mtls', { kind: 'h2', tls: 'client', path: '/a' }],
      ['mutual TLS, HTTP/1.1', 'mtls', { kind: 'h1', tls: 'client', path: '/a' }],
      ['mutual TLS, an ALPN that the server has not', 'mtls', { kind: 'h1', tls: 'client', path: '/a', alpn: ['foo'] }],
      ['no client certificate', 'mtls', { kind: 'h1', tls: 'none', path: '/a' }],
      ['a client certificate of another authority', 'mtls', { kind: 'h1', tls: 'rogue', path: '/a' }],
      ['plaintext where TLS is wanted', 'mtls', { kind: 'h1', path: '/a' }],
      ['HTTP/2 in plaintext', 'up', { kind: 'h2', path: '/plain' }],
      ['HTTP/2 with a body', 'up', { kind: 'h2', path: '/plain', body: 'hello' }],
      ['HTTP/2 to an app of HTTP/2', 'up', { kind: 'h2', path: '/h2c' }],
      ['HTTP/1.1 to an app of HTTP/2', 'up', { kind: 'h1', path: '/h2c' }],
      ['a large body to an app of HTTP/2', 'up', { kind: 'h1', path: '/h2c', body: 'x'.repeat(300_000) }],
      ['HTTP/2 without a route', 'up', { kind: 'h2', path: '/none', host: 'nobody.example' }],
      ['HTTP/2, an app that is not there', 'up', { kind: 'h2', path: '/dead' }],
      ['mutual TLS upstream, HTTP/2', 'up', { kind: 'h1', path: '/mtls2' }],
      ['mutual TLS upstream, HTTP/1.1', 'up', { kind: 'h1', path: '/mtls1' }],
      ['mutual TLS upstream, a body', 'up', { kind: 'h1', path: '/mtls2', body: 'hello' }],
      ['an upstream of another name', 'up', { kind: 'h1', path: '/badsan' }],
      ['an upstream that wants a certificate', 'up', { kind: 'h1', path: '/nocert' }],
      ['TLS to an upstream that has none', 'up', { kind: 'h1', path: '/notls' }],
      ['HTTP over a TCP proxy', 'tcp', { kind: 'h1', path: '/tcp' }],
      ['SNI passed through to the right cluster', 'sni', { kind: 'h1', tls: 'client', path: '/sni' }],
      ['an SNI that no chain takes', 'sni', { kind: 'h1', tls: 'client', path: '/sni', sni: 'other.example' }],
      ['a chain by application protocol', 'sni', { kind: 'h1', path: '/plain' }],
    ])('%s', async (_, port, client) => {
      const seen: string[] = [];
      for (const { ports, log } of sides) {
        const before = linesOf(log).length;
        const got = await clientOver(ports[port], client, identities);
        const told = await newLines(log, before);
        seen.push(`${got}\n${[...told].sort().join('\n')}`.replaceAll(/127\.0\.0\.1:\d+/g, 'ADDRESS'));
      }
      expect(seen[1]).toBe(seen[0]);
    });
  },
);
