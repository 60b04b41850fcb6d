import { readFile } from 'node:fs/promises';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { Message } from '../../envoy/parse/Message.js';
import { UserError } from '../../text/UserError.js';
import { parseConfigFile } from './parseConfigFile.js';

/** A `DiscoveryResponse` in a file. */
export interface XdsFile {
  readonly path: string;
  readonly versionInfo: string;
  readonly resources: readonly JsonObject[];
}

/** The files that config sources name; each is read once. */
export class XdsFiles {
  readonly #read = new Map<string, Promise<XdsFile>>();

  /**
   * The file of a `ConfigSource` (`path_config_source`, or `path` as it was before).
   *
   * @throws UserError (exit 5) when it cannot be read, or the source is no file.
   */
  async open(source: Message | undefined, where: string): Promise<XdsFile> {
    const path = source?.message('path_config_source')?.text('path') ?? source?.text('path');
    if (path === undefined) throw notAFile(where);
    const kept = this.#read.get(path) ?? readXdsFile(path);
    this.#read.set(path, kept);
    return kept;
  }
}

async function readXdsFile(path: string): Promise<XdsFile> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UserError(describeFileError(error), { where: path, exitCode: ExitCode.unreadable, cause: error });
  });
  const response = await parseConfigFile(bytes, path);
  const resources = objectsField(response, 'resources');
  return { path, versionInfo: stringField(response, 'version_info') ?? '', resources };
}

function notAFile(where: string): UserError {
  return new UserError('a configuration source that is no file is not supported', {
    where,
    hint: 'Give path_config_source, or run the config_dump of a proxy that has fetched its configuration.',
    exitCode: ExitCode.unreadable,
  });
}
