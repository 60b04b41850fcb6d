import { splitPath } from '../http/splitPath.js';
import type { PathSpecifier } from '../model/Route.js';

/**
 * How much of `:path` a prefix rewrite replaces: what prefix, path and path_separated_prefix spell out, the whole path without
 * query for the others (source/common/router/config_impl.cc, rewritePathHeader).
 */
export function matchedPathLength(specifier: PathSpecifier, path: string): number {
  switch (specifier.kind) {
    case 'prefix':
    case 'path':
    case 'path_separated_prefix':
      return Math.min(specifier.value.length, path.length);
    case 'safe_regex':
    case 'ecmascript':
    case 'uri_template':
    case 'connect_matcher':
    case 'unsupported':
      return splitPath(path).path.length;
  }
}
