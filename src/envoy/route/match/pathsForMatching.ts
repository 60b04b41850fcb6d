import { splitPath } from '../../http/splitPath.js';
import { atLeast } from '../../version.js';

/**
 * The path that specifiers look at: without query and, with `ignore_path_parameters_in_path_matching`, without parameters: since
 * 1.39.1 each segment loses its own (`/a;v=1/b` is `/a/b`), before the path ended at the first `;` (measured). Both, when the
 * version is not known and they differ.
 */
export function pathsForMatching(
  path: string,
  ignorePathParameters: boolean,
  version: string | undefined,
): readonly string[] {
  const bare = splitPath(path).path;
  if (!ignorePathParameters || !bare.includes(';')) return [bare];
  const bySegment = bare.replace(/;[^/]*/g, '');
  const [cut = ''] = bare.split(';', 1);
  switch (atLeast(version, '1.39.1')) {
    case 'yes':
      return [bySegment];
    case 'no':
      return [cut];
    case 'unknown':
      return bySegment === cut ? [cut] : [bySegment, cut];
  }
}
