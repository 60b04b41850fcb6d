import { ExitCode } from '../../../text/ExitCode.js';
import { nearestWord } from '../../../text/nearestWord.js';
import { UserError } from '../../../text/UserError.js';
import { checkCluster, checkUser } from './checkEntries.js';
import {
  NO_USER,
  type Impersonation,
  type Kubeconfig,
  type KubeconfigCluster,
  type KubeconfigUser,
} from './Kubeconfig.js';

/** What the command line says instead of the kubeconfig. */
export interface ContextOverrides {
  readonly context?: string | undefined;
  readonly as?: string | undefined;
  readonly asUid?: string | undefined;
  readonly asGroups?: readonly string[] | undefined;
}

/** A context with what its names mean. */
export interface ChosenContext {
  readonly name: string;
  /** Of the kubeconfig. */
  readonly namespace: string | undefined;
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
}

/**
 * The context of the command line, else the current one; `undefined` when the kubeconfig has neither contexts nor clusters, or names no
 * current one. A context, cluster or user that is not there, or contradicts itself, is a `UserError` (exit 5; a wrong `--context`: 2).
 */
export function chooseContext(config: Kubeconfig, overrides: ContextOverrides): ChosenContext | undefined {
  const name = overrides.context ?? config.currentContext;
  if (name === '') return undefined;
  const where = config.files.join(':');
  const context = config.contexts.get(name);
  if (context === undefined) {
    const near = nearestWord(name, new Set(config.contexts.keys()));
    throw new UserError(`context ${JSON.stringify(name)} does not exist`, {
      ...(where === '' ? {} : { where }),
      ...(near === undefined ? {} : { hint: `Did you mean --context ${near}?` }),
      exitCode: overrides.context === undefined ? ExitCode.unreadable : ExitCode.usage,
    });
  }
  const cluster = config.clusters.get(context.cluster);
  if (cluster === undefined) return fail(`cluster ${JSON.stringify(context.cluster)} does not exist`, name, where);
  const found = context.user === '' ? NO_USER : config.users.get(context.user);
  if (found === undefined) return fail(`user ${JSON.stringify(context.user)} does not exist`, name, where);
  const user = { ...found, impersonate: override(found.impersonate, overrides) };
  const [fault] = [...checkCluster(cluster), ...checkUser(user)];
  if (fault !== undefined) return fail(fault, name, where);
  return { name, namespace: context.namespace, cluster, user };
}

function override(own: Impersonation, { as, asUid, asGroups = [] }: ContextOverrides): Impersonation {
  return {
    user: as ?? own.user,
    uid: asUid ?? own.uid,
    groups: asGroups.length > 0 ? asGroups : own.groups,
    extra: own.extra,
  };
}

function fail(message: string, context: string, files: string): never {
  throw new UserError(`context ${JSON.stringify(context)}: ${message}`, {
    where: files,
    exitCode: ExitCode.unreadable,
  });
}
