import { proxyContainer } from '../../istio/proxyContainer.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { NodeOptions } from './NodeOptions.js';
import type { NodeSubject } from './NodeSubject.js';

/** The image to start on a node or in a pod. One without a shell, or none, is a `UserError`, before anything is made. */
export function helperImage({ pod, label }: NodeSubject, { image }: NodeOptions): string {
  if (image !== undefined) {
    if (isDistroless(image)) throw noShell(image);
    return image;
  }
  const own = pod === undefined ? undefined : proxyContainer(pod)?.image;
  if (own === undefined) {
    throw new UserError(`nothing says which image to start for ${label}: it has no proxy whose image would do`, {
      exitCode: ExitCode.usage,
      hint: "Give --node-image IMAGE: one with sh, nsenter, iptables, nft and ip, as Istio's proxyv2 that is not distroless.",
    });
  }
  if (isDistroless(own)) throw noShell(own);
  return own;
}

/** Whether an image's name says that it has no shell. */
export function isDistroless(image: string): boolean {
  return image.includes('distroless');
}

/** The error for an image without a shell, with one that would do. */
export function noShell(image: string): UserError {
  return new UserError(`the image ${image} has no shell, so that nothing can be read with it`, {
    exitCode: ExitCode.unreadable,
    hint: `Name one that has: --node-image ${withShell(image)}.`,
  });
}

/** `istio/proxyv2:1.30.0-distroless@sha256:…` without what makes it distroless. */
function withShell(image: string): string {
  const [tagged = ''] = image.split('@');
  const other = tagged.replace(/-distroless$/, '');
  return other.includes('distroless') || !/:[^/]+$/.test(other) ? 'docker.io/istio/proxyv2:TAG' : other;
}
