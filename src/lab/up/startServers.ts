import { join } from 'node:path';
import type { ChildIdentity, ChildSpec } from '../child/ChildSpec.js';
import type { LabAppState } from '../model/LabState.js';
import type { Place } from '../run/netnsCommand.js';
import { startChild } from '../run/startChild.js';

/** Whose apps are started, and where. */
export interface AppOwner {
  readonly pod: string;
  readonly place: Place;
  readonly dir: string;
  readonly identity: ChildIdentity | undefined;
  readonly records: Readonly<Record<string, readonly string[]>>;
}

/** Starts apps, one process for all of a uid and gid; gives them with their pids. */
export async function startApps(apps: readonly LabAppState[], owner: AppOwner): Promise<readonly LabAppState[]> {
  const users = [...new Set(apps.map(userOf))];
  const pids = new Map<string, number>();
  await Promise.all(
    users.map(async (user) => {
      const own = apps.filter((app) => userOf(app) === user);
      const [first] = own;
      if (first === undefined) return;
      const file = join(owner.dir, `apps-${owner.pod}-${first.uid}-${first.gid}.json`);
      pids.set(user, await startChild(owner.place, specOf(own, first, owner), file, first.log));
    }),
  );
  return apps.map((app) => ({ ...app, ...pidOf(pids.get(userOf(app))) }));
}

function specOf(apps: readonly LabAppState[], { uid, gid, requests }: LabAppState, owner: AppOwner): ChildSpec {
  const servers = apps.filter(({ kind }) => kind === 'dns');
  const [dns] = servers;
  return {
    uid,
    gid,
    pod: owner.pod,
    apps: apps
      .filter(({ kind }) => kind !== 'dns')
      .map(({ kind, port, addresses, standIn }) => ({ kind, port, addresses, standIn })),
    requests,
    ...(owner.identity === undefined ? {} : { identity: owner.identity }),
    ...(dns === undefined ? {} : { dns: { addresses: dns.addresses, port: dns.port, records: owner.records } }),
  };
}

function userOf({ uid, gid }: LabAppState): string {
  return `${uid}:${gid}`;
}

function pidOf(pid: number | undefined): { readonly pid?: number } {
  return pid === undefined ? {} : { pid };
}
