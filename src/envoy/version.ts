import { truthOf, type Truth } from '../logic/Truth.js';

/**
 * Whether an Envoy of this version (`1.39.1`, `1.40.0-dev`; from the bootstrap or `/server_info`) behaves as one from
 * `floor` (`1.39.0`) on. `unknown` when the facts do not say a version, or not one that can be read.
 */
export function atLeast(version: string | undefined, floor: string): Truth {
  const have = parseVersion(version);
  const want = parseVersion(floor);
  if (!have || !want) return 'unknown';
  for (const i of [0, 1, 2] as const) {
    if (have[i] !== want[i]) return truthOf(have[i] > want[i]);
  }
  return 'yes';
}

function parseVersion(text: string | undefined): readonly [number, number, number] | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+].*)?$/.exec(text ?? '');
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}
