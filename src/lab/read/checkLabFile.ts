import type { LabFile } from '../model/LabFile.js';
import { labError } from './LabFields.js';

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** What a lab could not be built with: a bad name, two pods of one name or address, two labs' worth of one pod (exit 2). */
export function checkLabFile(file: LabFile, path: string): void {
  if (!NAME.test(file.name)) {
    throw labError(
      `${path}: name`,
      `${JSON.stringify(file.name)} is no name of a lab`,
      'Use letters, digits and dashes, 40 at most.',
    );
  }
  const ids = file.pods.map(({ name, namespace }) => `${name}.${namespace}`);
  refuseTwice(ids, path, 'pod');
  for (const { name, apps } of [...file.pods, ...file.external]) {
    const places = apps.map(({ bind, port }) => `${bind === '0.0.0.0' || bind === 'pod' ? '::' : bind} port ${port}`);
    refuseTwice(places, path, `app of ${name} at`);
  }
  refuseTwice(
    [...file.pods, ...file.external].flatMap(({ ips }) => ips),
    path,
    'address',
  );
  refuseTwice(
    file.services.flatMap(({ vips }) => vips),
    path,
    'address of a service',
  );
}

function refuseTwice(names: readonly string[], path: string, what: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw labError(path, `the ${what} ${twice} is there twice`);
}
