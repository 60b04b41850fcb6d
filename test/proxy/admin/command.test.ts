import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bin', 'hopctl.js');

const ANSWER = `
admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}
static_resources:
  listeners:
    - name: web
      address: {socket_address: {address: 127.0.0.1, port_value: PORT}}
      filter_chains:
        - filters:
            - name: http
              typed_config:
                '@type': type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: web
                access_log: [{name: file, typed_config: {'@type': type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog, path: /dev/stdout, log_format: {text_format: "%REQ(:PATH)% %RESPONSE_CODE% %RESPONSE_CODE_DETAILS%\\n"}}}]
                route_config: {name: r, virtual_hosts: [{name: v, domains: ['*'], routes: [{match: {prefix: /}, direct_response: {status: 204}}]}]}
                http_filters: [FILTERS{name: router, typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}]
`;

const LUA = "{name: tag, typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua}}, ";

/** A run of `hopctl proxy run` that goes on until it is told to end. */
interface Run {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Where it listens, once it says so. */
  readonly ready: Promise<{ readonly web: string; readonly admin: string }>;
  readonly exitCode: Promise<number | null>;
}

describe('hopctl proxy run', { timeout: 30_000 }, () => {
  let folder: string;
  let last: ChildProcess | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hopctl-run-'));
  });
  afterEach(() => last?.kill('SIGKILL'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(text: string, ...flags: readonly string[]): Run {
    const file = join(folder, 'boot.yaml');
    writeFileSync(file, text.replace('PORT', '0').replace('FILTERS', ''));
    const child = spawn(process.execPath, [PROGRAM, 'proxy', 'run', '-c', file, ...flags]);
    last = child;
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    const exitCode = new Promise<number | null>((resolve) => child.on('close', resolve));
    const ready = new Promise<{ readonly web: string; readonly admin: string }>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
        const [, web = '', admin = ''] = /^listening: (\S+); admin (\S+)$/m.exec(stderr) ?? [];
        if (web !== '') resolve({ web, admin });
      });
      void exitCode.then(() => reject(new Error(stderr)));
    });
    ready.catch(() => undefined);
    return { child, stdout: () => stdout, stderr: () => stderr, ready, exitCode };
  }

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('serves, and on %s drains and exits %i with its access log written', async (signal, code) => {
    const proxy = run(ANSWER);
    const { web, admin } = await proxy.ready;
    expect((await fetch(`http://${web}/a`)).status).toBe(204);
    expect(await (await fetch(`http://${admin}/ready`)).text()).toBe('LIVE\n');
    proxy.child.kill(signal);
    expect(await proxy.exitCode).toBe(code);
    expect(proxy.stdout()).toBe('/a 204 direct_response\n');
  });

  test("a port that is none is the file's mistake: exit 5", async () => {
    const { ready, exitCode, stderr } = run(ANSWER.replace('port_value: PORT', 'port_value: 99999'));
    ready.catch(() => undefined);
    expect(await exitCode).toBe(5);
    expect(stderr()).toContain('listener web cannot listen on 127.0.0.1:99999');
  });

  test('ends with 0 on /quitquitquit', async () => {
    const proxy = run(ANSWER, '--admin-port', '0');
    const { admin } = await proxy.ready;
    expect(await (await fetch(`http://${admin}/quitquitquit`, { method: 'POST' })).text()).toBe('OK\n');
    expect(await proxy.exitCode).toBe(0);
  });

  test('has no admin API with --no-admin', async () => {
    const proxy = run(ANSWER, '--no-admin');
    expect((await proxy.ready).admin).toBe('off');
  });

  test('refuses what it does not support, by name, and binds nothing', async () => {
    const proxy = run(ANSWER.replace('FILTERS', LUA));
    expect(await proxy.exitCode).toBe(5);
    expect(proxy.stderr()).toContain('filter tag (envoy.extensions.filters.http.lua.v3.Lua) is not supported');
    expect(proxy.stderr()).toContain('boot.yaml:/static_resources/listeners/0/');
  });

  test('runs without it when told to pass it over', async () => {
    const proxy = run(ANSWER.replace('FILTERS', LUA), '--pass-over', 'envoy.extensions.filters.http.lua.v3.Lua');
    await proxy.ready;
    expect(proxy.stderr()).toContain('passed over: envoy.extensions.filters.http.lua.v3.Lua (1x)');
  });

  test('names a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const proxy = run(ANSWER.replace('PORT', String(port)));
    expect(await proxy.exitCode).toBe(5);
    expect(proxy.stderr()).toContain(`127.0.0.1:${port}`);
    taken.close();
  });
});
