import { listAt, textAt } from '../objects/json.js';
import { nameOf, type KubeObject } from '../objects/KubeObject.js';
import { badRequest } from '../server/Status.js';

/** What the query of an exec or attach asks for. */
export interface ExecOptions {
  readonly container: string;
  readonly argv: readonly string[];
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

/** Reads it. Throws what the server refuses. */
export function execOptions(query: URLSearchParams, pod: KubeObject, subresource: string): ExecOptions {
  const flag = (name: string) => ['1', 'true'].includes(query.get(name) ?? '');
  const tty = flag('tty');
  const options = {
    container: containerOf(pod, query.get('container') ?? ''),
    argv: query.getAll('command'),
    stdin: flag('stdin'),
    stdout: flag('stdout'),
    stderr: flag('stderr') && !tty,
    tty,
  };
  if (subresource === 'exec' && options.argv.length === 0)
    throw badRequest('you must specify at least 1 command for the container');
  if (!options.stdin && !options.stdout && !options.stderr)
    throw badRequest('you must specify at least 1 of stdin, stdout, stderr');
  return options;
}

/** The container that is meant. Throws where the server could not say which. */
export function containerOf(pod: KubeObject, wanted: string): string {
  const named = (field: string) => listAt(pod, 'spec', field).map((one) => textAt(one, 'name'));
  const own = named('containers');
  const all = [...own, ...named('initContainers'), ...named('ephemeralContainers')];
  if (wanted !== '') {
    if (!all.includes(wanted)) throw badRequest(`container ${wanted} is not valid for pod ${nameOf(pod)}`);
    return wanted;
  }
  if (own.length > 1)
    throw badRequest(`a container name must be specified for pod ${nameOf(pod)}, choose one of: [${own.join(' ')}]`);
  return own[0] ?? '';
}
