import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';
import { FOLDERS, NO_EFFECTS, NO_OCLIF, NO_OTHER_COMMAND } from './floors.js';

const EFFECTS =
  'child_process|cluster|console|dgram|dns|fs|http|http2|https|inspector|net|process|readline|repl|tls|tty';

const RULES: readonly IForbiddenRuleType[] = [
  ...FOLDERS.map(({ path, imports, mayNot }) => ({
    name: path,
    comment: mayNot,
    severity: 'error' as const,
    from: { path: `^src/${path}/` },
    to: { path: '^src/', pathNot: `^src/(${[path, ...imports].join('|')})/` },
  })),
  {
    name: 'no-other-command',
    comment: NO_OTHER_COMMAND,
    severity: 'error',
    from: { path: '^src/commands/' },
    to: { path: '^src/commands/(?!base/)' },
  },
  {
    name: 'no-effects',
    comment: NO_EFFECTS,
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(sources|proxy|lab|commands)/' },
    to: { path: `^(node:)?(${EFFECTS}|worker_threads)(/|$)` },
  },
  {
    name: 'no-oclif',
    comment: NO_OCLIF,
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/commands/' },
    to: { path: '@oclif/' },
  },
];

/** What a look at the imports of a tree came to. */
export interface LayerReport {
  /** The files of `src` that were looked at. */
  readonly modules: readonly string[];
  /** `src/envoy/a.ts -> src/istio/b.ts: ` and what the layer may not do. */
  readonly violations: readonly string[];
  /** Imports of local files that lead nowhere. */
  readonly unresolved: readonly string[];
}

/** Looks at every import, of types too, of the folder `src` in `baseDir`. */
export async function cruiseLayers(baseDir: string): Promise<LayerReport> {
  const { output } = await cruise(['src'], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: [...RULES] },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  if (typeof output === 'string') throw new TypeError('dependency-cruiser gave text instead of a result');
  const comments = new Map(RULES.map(({ name, comment }) => [name, comment]));
  const modules = output.modules.filter(({ source }) => source.startsWith('src/'));
  return {
    modules: modules.map(({ source }) => source),
    violations: output.summary.violations.map(
      ({ from, to, rule }) => `${from} -> ${to}: ${comments.get(rule.name) ?? ''}`,
    ),
    unresolved: modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ module, couldNotResolve }) => couldNotResolve && module.startsWith('.'))
        .map(({ module }) => `${source} -> ${module}`),
    ),
  };
}
