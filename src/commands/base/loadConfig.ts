import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import type { Manifest, Plugin } from '@oclif/core/interfaces';
import { TOPICS } from './topics.js';

const NAME = 'hopctl';

/** Fetches the module of a command by its id, `proxy-config:listener`; rejects when there is none. */
export type ImportCommand = (id: string) => Promise<{ readonly default: Command.Class }>;

/**
 * oclif's configuration, made from the committed manifest alone: no command is loaded before it is asked for, and no
 * plugins are looked for.
 *
 * @param root The package's folder, which holds `oclif.manifest.json`; ends in `/`.
 */
export async function loadConfig(root: URL, importCommand: ImportCommand): Promise<Config> {
  const manifest = JSON.parse(readFileSync(new URL('oclif.manifest.json', root), 'utf8')) as Manifest;
  const plugin = pluginOf(manifest, fileURLToPath(root), importCommand);
  const config = new Config({ root: plugin.root, plugins: new Map([[NAME, plugin]]) });
  await config.load();
  return config;
}

function pluginOf(manifest: Manifest, root: string, importCommand: ImportCommand): Plugin {
  const load = async (id: string): Promise<Command.Class> => {
    const command = (await importCommand(id)).default;
    command.id = id;
    return command;
  };
  const commands = Object.values(manifest.commands).map((cached) => ({ ...cached, load: () => load(cached.id) }));
  const { version } = manifest;
  const description = 'Shows every hop that a request takes through an Istio sidecar, and where and why it breaks.';
  const oclif = { bin: NAME, topicSeparator: ' ' as const, additionalHelpFlags: ['-h'], description };
  return {
    _base: '',
    alias: NAME,
    commandIDs: Object.keys(manifest.commands),
    commands,
    commandsDir: undefined,
    findCommand: load,
    hasManifest: true,
    hooks: {},
    isRoot: true,
    load: () => Promise.resolve(),
    moduleType: 'module',
    name: NAME,
    options: { root },
    pjson: { name: NAME, version, oclif },
    root,
    topics: [...TOPICS],
    type: 'core',
    valid: true,
    version,
  };
}
