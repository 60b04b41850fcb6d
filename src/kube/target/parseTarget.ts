import { ExitCode } from '../../text/ExitCode.js';
import { nearestWord } from '../../text/nearestWord.js';
import { UserError } from '../../text/UserError.js';
import { targetKind, typeNames, type Target } from './Target.js';

/** Where a TARGET without a namespace is looked for. */
export interface TargetDefaults {
  /** `-n`: if the TARGET names a namespace, too, they must be the same. */
  readonly flag?: string | undefined;
  /** The namespace of the context; `default` when there is none. */
  readonly context?: string | undefined;
}

/**
 * Reads a TARGET as istioctl does: without a slash the text is split at its last dot, so that `a.b` is always pod `a` in namespace `b`; with
 * one only a dot after the last slash separates the namespace, so that the type may have a group (`deployment.apps/x.ns`). A TARGET that
 * makes no sense, or a `-n` that contradicts it, is a `UserError` (exit 2).
 */
export function parseTarget(text: string, { flag, context = 'default' }: TargetDefaults = {}): Target {
  const slash = text.lastIndexOf('/');
  const type = slash < 0 ? 'pod' : text.slice(0, slash);
  const kind = targetKind(type);
  if (kind === undefined) {
    const nearest = nearestWord(type, typeNames());
    return usage(`${quote(text)}: there is no type ${quote(type)}`, nearest && `Did you mean ${nearest}/…?`);
  }
  const rest = text.slice(slash + 1);
  const dot = kind === 'Node' ? -1 : rest.lastIndexOf('.');
  const name = dot < 0 ? rest : rest.slice(0, dot);
  const own = dot < 0 ? undefined : rest.slice(dot + 1);
  if (name === '' || own === '')
    return usage(`${quote(text)} is no TARGET`, 'Write name, name.namespace or type/name.namespace.');
  if (own !== undefined && flag !== undefined && own !== flag) {
    return usage(`${quote(text)} is in namespace ${own}, but -n says ${flag}`, 'Leave one of them out.');
  }
  return { text, kind, name, namespace: kind === 'Node' ? '' : (own ?? flag ?? context) };
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function usage(message: string, hint: string | undefined): never {
  throw new UserError(message, { exitCode: ExitCode.usage, ...(hint === undefined ? {} : { hint }) });
}
