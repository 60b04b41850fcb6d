import type { CaptureArguments } from '../../istio/capture/arguments/CaptureArguments.js';
import { initArguments } from '../../istio/capture/arguments/initArguments.js';
import type { LabSidecar } from '../model/LabFile.js';

/** What the injector gives istio-init by default (injection-template.yaml); TPROXY's proxy is root, so that its group tells it. */
export function istioInitOf({ mode, istioInit, uid }: LabSidecar): readonly string[] {
  if (istioInit.length > 0) return istioInit;
  const owner = uid === 0 ? '1337' : String(uid);
  const capture = ['-p', '15001', '-z', '15006', '-u', owner, '-m', mode === 'tproxy' ? 'TPROXY' : 'REDIRECT'];
  return ['istio-iptables', ...capture, '-i', '*', '-x', '', '-b', '*', '-d', '15090,15021,15020'];
}

/** The arguments as istio-iptables reads them; `undefined` without capture. */
export function captureArgumentsOf(sidecar: LabSidecar | undefined): CaptureArguments | undefined {
  if (sidecar === undefined || sidecar.mode === 'none') return undefined;
  return initArguments({
    name: 'istio-init',
    image: undefined,
    command: [],
    args: istioInitOf(sidecar),
    env: new Map(),
    ports: [],
    runAsUser: 0,
    runAsGroup: 0,
    restartPolicy: undefined,
  });
}
