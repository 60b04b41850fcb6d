import { join } from 'node:path';
import { buildRequest } from '../../../src/app/trace/buildRequest.js';
import { readPins, type PinOptions } from '../../../src/app/trace/readPins.js';
import type { TraceOptions } from '../../../src/app/trace/TraceOptions.js';
import { readSnapshot } from '../../../src/facts/snapshot/readSnapshot.js';
import type { SnapshotFiles } from '../../../src/facts/snapshot/SnapshotFiles.js';
import { folderFiles } from '../../../src/sources/snapshot/folderFiles.js';
import type { Trace } from '../../../src/trace/model/Trace.js';
import { traceWithLessons } from '../../../src/trace/suggest/traceWithLessons.js';
import { worldOf } from '../../../src/trace/world/worldOf.js';

/** A request on a fixture. */
export interface Scenario {
  readonly fixture: string;
  readonly from: string;
  readonly url: string;
  readonly options?: Partial<TraceOptions>;
  readonly pins?: Partial<PinOptions>;
  /** Another text for one of the fixture's files. */
  readonly edit?: { readonly path: string; readonly change: (text: string) => string };
}

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');

const PLAIN_OPTIONS = {
  headers: [],
  http11: false,
  http2: false,
  http2PriorKnowledge: false,
  resolve: [],
  connectTo: [],
  ctState: 'new',
  withReturn: false,
} as const;

const PLAIN_PINS: PinOptions = {
  pins: [],
  assume: ['shop.tag=pass'],
  strict: false,
  allBranches: false,
  likeliest: false,
  maxBranches: 32,
};

/** The trace of a scenario, as `trace-request` makes it; what the shop's Lua filter does is taken for granted. */
export function traceOf({ fixture, from, url, options, pins, edit }: Scenario): Trace {
  const files = folderFiles(join(FIXTURES, fixture));
  if (files === undefined) throw new Error(`no fixture ${fixture}`);
  const facts = readSnapshot(edit === undefined ? files : edited(files, edit), () => undefined);
  const { request } = buildRequest(facts, { ...PLAIN_OPTIONS, from, url, ...options });
  return traceWithLessons(worldOf(facts), request, readPins({ ...PLAIN_PINS, ...pins }));
}

function edited(files: SnapshotFiles, { path, change }: NonNullable<Scenario['edit']>): SnapshotFiles {
  if (!files.paths.includes(path)) throw new Error(`no file ${path}`);
  return {
    ...files,
    read: (wanted) => {
      const bytes = files.read(wanted);
      return wanted === path ? new TextEncoder().encode(change(new TextDecoder().decode(bytes))) : bytes;
    },
  };
}
