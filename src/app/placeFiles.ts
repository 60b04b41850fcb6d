import { ExitCode } from '../text/ExitCode.js';
import { UserError } from '../text/UserError.js';
import type { GivenFile } from './loadFacts.js';

/** Files as a command line names them. */
export interface NamedFiles {
  /** Kubernetes objects. */
  readonly objects?: readonly string[] | undefined;
  readonly dns?: string | undefined;
  /** `PATH=FILE`. */
  readonly add?: readonly string[] | undefined;
  /** `NAMESPACE/NAME`: whose `podFiles` are. */
  readonly pod?: string | undefined;
  /** A file's name in the layout to the file. */
  readonly podFiles?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Where in a snapshot each named file belongs. What makes no sense is a `UserError` (exit 2). */
export function placeFiles({ objects = [], dns, add = [], pod, podFiles = {} }: NamedFiles): readonly GivenFile[] {
  const places = [
    ...objects.map((file, i) => ({ path: objectsPath(file, i, objects.length), file })),
    ...(dns === undefined ? [] : [{ path: 'dns.txt', file: dns }]),
    ...Object.entries(podFiles).flatMap(([name, file]) =>
      file === undefined ? [] : [{ path: `pods/${podFolder(pod)}/${name}`, file }],
    ),
    ...add.map(readAddition),
  ];
  const twice = places.find(({ path }, i) => places.findIndex((other) => other.path === path) < i);
  return twice ? usage(`two files are given for ${twice.path}`) : places;
}

/** The file's own name, numbered when there are several, so that their order stays. */
function objectsPath(file: string, index: number, count: number): string {
  const base = file === '-' ? 'stdin' : (file.split(/[/\\]/).at(-1) ?? '');
  const number = count > 1 ? `${String(index + 1).padStart(String(count).length, '0')}-` : '';
  return `objects/${number}${base}${/\.(?:ya?ml|json)$/.test(base) ? '' : '.yaml'}`;
}

function podFolder(pod: string | undefined): string {
  if (pod !== undefined && /^[^/]+\/[^/]+$/.test(pod)) return pod;
  return usage(`--pod ${JSON.stringify(pod ?? '')} is not NAMESPACE/NAME`);
}

function readAddition(text: string): GivenFile {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) return usage(`--add ${JSON.stringify(text)} is not PATH=FILE`);
  return { path: text.slice(0, at), file: text.slice(at + 1) };
}

function usage(message: string): never {
  throw new UserError(message, { exitCode: ExitCode.usage });
}
