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
export async function collectProxy({ adminSocket }: LabProxyState): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await Promise.all(
    Object.entries(PAGES).map(async ([file, page]) => {
      const { status, body } = await askAdmin(adminSocket, page);
      if (status !== 200) throw new Error(`${page} was answered with ${status}`);
      return [file, body] as const;
    }),
  );
  return new Map(files);
}
