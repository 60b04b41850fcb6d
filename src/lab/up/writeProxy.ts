import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { parseJson } from '../../text/json/parseJson.js';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { prepareBootstrap, prepareDump } from '../envoy/prepareProxy.js';
import type { ProxyFiles } from '../envoy/ProxyFiles.js';
import type { ProxySource } from '../model/LabFile.js';
import type { LabProxyState } from '../model/LabState.js';

/** Writes what a proxy runs with into its pod's folder; gives what that asks for. */
export function writeProxy(source: ProxySource, proxy: LabProxyState, dir: string): ProxyFiles {
  const files = prepare(source, proxy, dir);
  writeResources(files, proxy, dir);
  writeFileSync(proxy.bootstrap, JSON.stringify(files.bootstrap, undefined, 1));
  writeFileSync(proxy.accessLog, '');
  chownSync(proxy.accessLog, proxy.uid, proxy.gid);
  for (const folder of [dir, proxy.sockets]) {
    mkdirSync(folder, { recursive: true });
    chownSync(folder, proxy.uid, proxy.gid);
  }
  return files;
}

/** The agent's are one file, for files are slow where there are hundreds; the reference proxy reads each by itself. */
function writeResources({ resources, index }: ProxyFiles, { kind }: LabProxyState, dir: string): void {
  if (kind === 'reference') {
    mkdirSync(join(dir, 'xds'), { recursive: true });
    for (const [path, response] of resources) writeFileSync(path, JSON.stringify(response));
    return;
  }
  const ofType = (paths: Readonly<Record<string, string>>): JsonObject =>
    Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, resources.get(path) ?? {}]));
  const byType = Object.entries(index).map(([type, paths]) => [type, ofType(paths)] as const);
  writeFileSync(agentResources(dir), JSON.stringify(Object.fromEntries(byType)));
}

/** The file of what a pod's agent knows. */
export function agentResources(dir: string): string {
  return join(dir, 'xds.json');
}

function prepare(source: ProxySource, { kind, accessLog, sockets }: LabProxyState, dir: string): ProxyFiles {
  const paths = { dir, accessLog, sockets, kind };
  switch (source.kind) {
    case 'bootstrap':
      return prepareBootstrap(source.bootstrap, paths);
    case 'dump':
      return prepareDump(parseJson(readDump(source.path), source.path).value, source.path, paths);
    case 'nothing':
      throw new Error('a proxy without configuration was planned');
  }
}

function readDump(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(`the dump cannot be read: ${describeFileError(error)}`, {
      where: path,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
}
