import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  mkdirSync(join(dir, 'xds'), { recursive: true });
  for (const [path, response] of files.resources) writeFileSync(path, JSON.stringify(response));
  writeFileSync(proxy.bootstrap, JSON.stringify(files.bootstrap, undefined, 1));
  writeFileSync(proxy.accessLog, '');
  chownSync(proxy.accessLog, proxy.uid, proxy.gid);
  for (const folder of [dir, proxy.sockets]) {
    mkdirSync(folder, { recursive: true });
    chownSync(folder, proxy.uid, proxy.gid);
  }
  return files;
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
