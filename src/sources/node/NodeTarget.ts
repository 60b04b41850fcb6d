import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** Whose network namespace is read. */
export type NodeTarget =
  /** Hex; its first 12 to 64 digits. */
  | { readonly kind: 'container'; readonly id: string }
  | { readonly kind: 'pid'; readonly pid: number }
  /** A pod by its uid, or a static pod by the hash that the kubelet has for one. */
  | { readonly kind: 'pod'; readonly uid: string }
  /** The node's own, which is that of process 1. */
  | { readonly kind: 'node' }
  /** That of whoever runs the script. */
  | { readonly kind: 'self' };

const CONTAINER = /^(?:[a-z0-9.+-]+:\/\/)?([0-9a-f]{12,64})$/;
const POD = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** Linux has no numbers above 2^22. */
const PID = /^[1-9][0-9]{0,6}$/;

/** Reads `PID`, a pod's uid or a container's id (`containerd://ID` or the first 12 digits or more), or one of them behind `pid/`, `pod/`, `container/`. */
export function parseNodeTarget(text: string): NodeTarget {
  const [, kind, value = ''] = /^(?:(pid|pod|container)\/)?(.*)$/s.exec(text) ?? [];
  const isKind = (wanted: string): boolean => kind === undefined || kind === wanted;
  if (isKind('pid') && PID.test(value)) return { kind: 'pid', pid: Number(value) };
  if (isKind('pod') && POD.test(value)) return { kind: 'pod', uid: value };
  const [, id] = CONTAINER.exec(value) ?? [];
  if (isKind('container') && id !== undefined) return { kind: 'container', id };
  throw new UserError(`${JSON.stringify(text)} is neither a container id, a PID, nor a pod's uid`, {
    exitCode: ExitCode.usage,
    hint: 'Give the number of a process, at least 12 digits of a container id, or metadata.uid of a pod.',
  });
}

/** What the script calls it: `KIND VALUE`. */
export function scriptArguments(target: NodeTarget): readonly [kind: string, value: string] {
  switch (target.kind) {
    case 'container':
      return ['container', target.id];
    case 'pid':
      return ['pid', String(target.pid)];
    case 'pod':
      return ['pod', target.uid];
    case 'node':
    case 'self':
      return [target.kind, '-'];
  }
}

/** For people: `container 0123abc`, `the node`. */
export function describeNodeTarget(target: NodeTarget): string {
  const [kind, value] = scriptArguments(target);
  if (kind === 'node') return 'the node';
  return kind === 'self' ? 'its own network namespace' : `${kind} ${value}`;
}
