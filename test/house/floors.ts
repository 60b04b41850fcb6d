/** A folder of `src` on its floor. `docs/architecture.md` says the same, in the same words: `mayNot` stands there. */
export interface Folder {
  /** Below `src`. */
  readonly path: string;
  /** `undefined`: beside the stairs. */
  readonly floor: number | undefined;
  /** Every folder that it may import besides itself. */
  readonly imports: readonly string[];
  /** What it may not do, as the message of a violation. */
  readonly mayNot: string;
}

const FLOOR_0 = ['net', 'text', 'logic'];
const FLOOR_1 = ['envoy', 'netfilter', 'kube'];
const FLOOR_2 = ['facts', 'istio'];
const SOURCES = ['kube', 'admin', 'file', 'snapshot', 'node'].map((name) => `sources/${name}`);
const FLOORS_0_TO_2 = [...FLOOR_0, ...FLOOR_1, ...FLOOR_2];
const QUESTIONS = ['check', 'lint', 'diff'];
const FLOORS_0_TO_5 = [...FLOORS_0_TO_2, ...SOURCES, 'trace', ...QUESTIONS];
const FLOORS_0_TO_6_BUT_SOURCES = [...FLOORS_0_TO_2, 'trace', ...QUESTIONS, 'app'];

/** All folders that `src` may have, from the ground up. */
export const FOLDERS: readonly Folder[] = [
  ...FLOOR_0.map((path) => ({
    path,
    floor: 0,
    imports: [],
    mayNot: '`net/`, `text/` and `logic/` may not import another folder of `src`.',
  })),
  ...FLOOR_1.map((path) => ({
    path,
    floor: 1,
    imports: FLOOR_0,
    mayNot: "`envoy/`, `netfilter/` and `kube/` may not know Istio's habits, or each other: they import floor 0 only.",
  })),
  {
    path: 'facts',
    floor: 2,
    imports: [...FLOOR_0, ...FLOOR_1],
    mayNot: '`facts/` may not touch disk or network, or know `istio/`: it imports floors 0 and 1 only.',
  },
  {
    path: 'istio',
    floor: 2,
    imports: [...FLOOR_0, ...FLOOR_1, 'facts'],
    mayNot: '`istio/` may not touch disk or network: it imports floors 0 and 1, and `facts/`.',
  },
  ...SOURCES.map((path) => ({
    path,
    floor: 3,
    imports: FLOORS_0_TO_2,
    mayNot:
      '`sources/` may not interpret what it carries: each of its folders imports floors 0 to 2 only, and none of its siblings.',
  })),
  {
    path: 'trace',
    floor: 4,
    imports: FLOORS_0_TO_2,
    mayNot: '`trace/` may not print, exit or do I/O: it imports floors 0 to 2 only.',
  },
  ...QUESTIONS.map((path) => ({
    path,
    floor: 5,
    imports: [...FLOORS_0_TO_2, 'trace'],
    mayNot:
      '`check/`, `lint/` and `diff/` may not know where facts came from, or each other: they import floors 0 to 2 and `trace/`.',
  })),
  {
    path: 'app',
    floor: 6,
    imports: [...FLOORS_0_TO_5, 'proxy', 'lab'],
    mayNot: '`app/` may not format or evaluate: it imports floors 0 to 5, `proxy/` and `lab/`.',
  },
  {
    path: 'render',
    floor: 7,
    imports: FLOORS_0_TO_6_BUT_SOURCES,
    mayNot: '`render/` may not decide or read anything: it imports floors 0 to 6, but no `sources/`.',
  },
  {
    path: 'commands',
    floor: 8,
    imports: [...FLOORS_0_TO_5, 'app', 'render'],
    mayNot: '`commands/` may not hold logic: it imports floors 0 to 7, and neither `proxy/` nor `lab/`.',
  },
  {
    path: 'proxy',
    floor: undefined,
    imports: [...FLOOR_0, ...FLOOR_1],
    mayNot: '`proxy/` may not know Istio: it imports floors 0 and 1 only.',
  },
  {
    path: 'lab',
    floor: undefined,
    imports: [...FLOORS_0_TO_2, ...SOURCES, 'trace', 'proxy'],
    mayNot: '`lab/` may not know questions, use cases or output: it imports `proxy/` and floors 0 to 4.',
  },
];

/** Rules that are not of one folder. */
export const NO_OTHER_COMMAND = 'A command may not import another command, only `commands/base/`.';
export const NO_EFFECTS =
  'Only `sources/`, `proxy/`, `lab/` and `commands/` may touch disk, network, processes or the terminal.';
export const NO_OCLIF = 'Only `commands/` may import oclif.';
