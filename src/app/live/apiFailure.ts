import { describeApiPath, KubeApiError } from '../../sources/kube/KubeApiError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { roleText, type PolicyRule } from './PolicyRule.js';

/**
 * What the API server refused, as an error that the user can act on: verb, resource and namespace, and where RBAC is in the way the least
 * Role with which all of `needs` would work. What is no such refusal is given back as it is.
 */
export function apiFailure(error: unknown, needs: readonly PolicyRule[]): unknown {
  if (!(error instanceof KubeApiError)) return error;
  const { status, path, verb, serverMessage } = error;
  const what = `${verb} ${describeApiPath(path)}`;
  const says = serverMessage === '' ? '' : `: ${serverMessage}`;
  const unreadable = (message: string, hint?: string): UserError =>
    new UserError(message, {
      ...(hint === undefined ? {} : { hint }),
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  switch (status) {
    case 401:
      return unreadable(
        `the API server does not accept the credentials (${what})`,
        'Log in again, or name another --context.',
      );
    case 403: {
      const { group, resource, subresource, namespace } = path;
      const own = {
        group,
        resource: subresource === undefined ? resource : `${resource}/${subresource}`,
        verbs: [verb],
      };
      const role = namespace === undefined ? 'ClusterRole' : 'Role';
      return unreadable(
        `it is not allowed to ${what}${says}`,
        `This is the least ${role} that would work:\n${roleText([...needs, own], namespace)}`,
      );
    }
    case 404:
      return path.name === undefined || path.resource === 'configmaps'
        ? unreadable(`the API server knows no ${describeApiPath(path)}${says}`)
        : new UserError(`there is no ${describeApiPath({ ...path, subresource: undefined })}`, {
            exitCode: ExitCode.usage,
            cause: error,
          });
    default:
      return unreadable(`the API server answers ${status} to ${what}${says}`);
  }
}

/** What `work` gives; what the API server refuses is thrown as `apiFailure` has it. */
export async function orApiFailure<T>(work: Promise<T>, needs: readonly PolicyRule[]): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw apiFailure(error, needs);
  }
}
