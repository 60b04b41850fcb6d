import type { LabApp } from '../model/LabFile.js';
import type { AppKind } from '../model/words.js';

/** Who runs an app whose pod says nothing. */
const ORDINARY = 1000;

const DNS_PORT = 53;

/** An app that speaks what the name of its port promises (Istio's protocol selection: `https`, `tls-…`), on all addresses. */
export function appOf(port: number, portName: string, more: Partial<LabApp> = {}): LabApp {
  return { kind: kindOf(port, portName), port, bind: '::', uid: ORDINARY, gid: ORDINARY, standIn: false, ...more };
}

function kindOf(port: number, name: string): AppKind {
  if (port === DNS_PORT) return 'dns';
  if (port === 443 || port === 6443 || /^(?:https|tls)(?:-|$)/i.test(name)) return 'tls';
  return 'plain';
}
