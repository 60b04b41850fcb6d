import { dirname } from 'node:path';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { LabProxyState } from '../model/LabState.js';
import { askAdmin } from '../up/askAdmin.js';

/** Files of a snapshot's layout, and what a proxy's admin interface is asked for them. */
const PAGES: Readonly<Record<string, string>> = {
  'config_dump.json': '/config_dump?include_eds',
  'clusters.json': '/clusters?format=json',
  'server_info.json': '/server_info',
  'listeners.json': '/listeners?format=json',
};

/** What a proxy that runs says of itself, as the files of a snapshot's layout. */
export async function collectProxy({
  adminSocket,
  bootstrap,
}: LabProxyState): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await Promise.all(
    Object.entries(PAGES).map(async ([file, page]) => {
      const { status, body } = await askAdmin(adminSocket, page).catch((error: unknown) => {
        throw new UserError('a proxy of the lab does not answer at its admin interface', {
          where: dirname(bootstrap),
          hint: 'Is it there, or busy with a loop? See its proxy.log; build the lab anew.',
          exitCode: ExitCode.unreadable,
          cause: error,
        });
      });
      if (status !== 200) throw new Error(`${page} was answered with ${status}`);
      return [file, body] as const;
    }),
  );
  return new Map(files);
}
