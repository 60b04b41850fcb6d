import type { CaseRequest, HeaderLine } from '../Configuration.js';
import type { Random } from '../random.js';
import { HEADER_NAMES, HEADER_VALUES, HOSTS, PATH_SEGMENTS } from './words.js';

/** What a request needs so that a route takes it, as well as its generator knows. */
export interface Recipe {
  readonly path: string;
  readonly query: readonly string[];
  readonly lines: readonly HeaderLine[];
  readonly method?: string;
}

/** Something like a path. */
export function somePath(random: Random): string {
  return `/${random.list(1, 3, () => random.pick(PATH_SEGMENTS)).join('/')}`;
}

/** A host that a domain of a virtual host takes. */
export function hostFor(random: Random, domain: string): string {
  if (domain === '*' || domain === '') return random.pick(HOSTS);
  if (domain.startsWith('*')) return `x${domain.slice(1)}`;
  if (domain.endsWith('*')) return `${domain.slice(0, -1)}y`;
  return domain;
}

/** A request by a recipe, changed in up to two places, so that it falls on one side or the other of a boundary. */
export function requestNear(random: Random, recipe: Recipe, authority: string): NonNullable<CaseRequest['http']> {
  let { path, query, lines } = recipe;
  let host = authority;
  let method = recipe.method ?? (random.chance(12) ? random.pick(['POST', 'HEAD', 'OPTIONS', 'PUT', 'get']) : 'GET');
  const changes = random.pick([0, 0, 1, 1, 2]);
  for (let i = 0; i < changes; i++) {
    switch (random.int(13)) {
      case 0:
        lines = lines.slice(1);
        break;
      case 1:
        lines = [...lines, [random.pick(HEADER_NAMES), random.pick(HEADER_VALUES)]];
        break;
      case 2:
        lines = lines.map(([name, value]) => [name, random.pick(HEADER_VALUES.map((one) => one || value))] as const);
        break;
      case 3:
        path = `${path}/`;
        break;
      case 4:
        path = random.chance(50) ? path.toUpperCase() : `${path}x`;
        break;
      case 5:
        path = path.slice(0, -1) || '/';
        break;
      case 6:
        path = `${path}${random.pick([';p=1', '/../a', '//b', '%2Fb', '/./', '%41', '/..;x/b', '\\b', '/%2e%2e/a', '#frag'])}`;
        break;
      case 7:
        query = [...query, random.pick(['q=1', 'r', '', 'q=a', 'Q=b', '?a=1', 'a;b', 'q=a%20'])];
        break;
      case 8:
        query = query.slice(1);
        break;
      case 9:
        host = random.pick([
          `${host}:8080`,
          `${host}:80`,
          `${host}.`,
          host.toUpperCase(),
          `${host}:abc`,
          `${host}:`,
          `x.${host}`,
          `.${host}`,
        ]);
        break;
      case 10:
        host = random.pick(HOSTS);
        break;
      case 11:
        lines = lines.flatMap((line) => [line, [line[0], random.pick(HEADER_VALUES)] as const]);
        break;
      default:
        method = random.pick(['GET', 'POST', 'OPTIONS', 'DELETE']);
    }
  }
  const text = query.length === 0 ? '' : `?${query.join('&')}`;
  const version = random.chance(8) ? '2' : '1.1';
  const sent = version === '2' ? lines.map(([name, value]) => [name.toLowerCase(), value.trim()] as const) : lines;
  const clean = path.startsWith('/') ? path : `/${path}`;
  return {
    version,
    method,
    target: version === '2' ? `${clean.split('#')[0] ?? ''}${text}` : `${clean}${text}`,
    authority: host,
    headers: sent,
  };
}
