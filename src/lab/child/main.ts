import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { ChildSpec } from './ChildSpec.js';
import { serveAdmin } from './serveAdmin.js';
import { serveApp } from './serveApp.js';
import { serveDns } from './serveDns.js';
import { serveXds } from './serveXds.js';
import { serveSds } from './sds/serveSds.js';

/** The pipe by which the parent learns that everything listens. */
const READY_FD = 3;

async function main(path: string): Promise<void> {
  const spec = JSON.parse(readFileSync(path, 'utf8')) as ChildSpec;
  const requests = spec.requests === undefined ? undefined : openSync(spec.requests, 'a');
  process.umask(0o000);
  process.setgroups?.([spec.gid]);
  process.setgid?.(spec.gid);
  process.setuid?.(spec.uid);
  const log = (line: string): void => {
    if (requests !== undefined) writeSync(requests, `${line}\n`);
  };
  await Promise.all([
    ...spec.apps.map((app) => serveApp(app, { pod: spec.pod, identity: spec.identity, log })),
    ...(spec.sds === undefined ? [] : [serveSds(spec.sds)]),
    ...(spec.xds === undefined ? [] : [serveXds(spec.xds)]),
    ...(spec.dns === undefined ? [] : [serveDns(spec.dns)]),
    ...(spec.admin === undefined ? [] : [serveAdmin(spec.admin)]),
  ]);
  writeSync(READY_FD, 'ready');
  closeSync(READY_FD);
}

// What a client does may not end the servers of the others.
process.on('uncaughtException', (error) => process.stderr.write(`${error.stack ?? String(error)}\n`));

main(process.argv[2] ?? '').catch((error: unknown) => {
  writeSync(READY_FD, error instanceof Error ? error.message : String(error));
  process.exit(1);
});
