import { headerInput } from '../../inputs/headerInput.js';
import type { Change } from './Change.js';

/** What a change changes, as `dependsOn` names it; of TLS, that there is any. */
export function changedInput(change: Change): string {
  switch (change.kind) {
    case 'header':
      return headerInput(change.name);
    case 'tls':
      return 'TLS';
    case 'method':
    case ':path':
    case ':authority':
    case 'source address':
    case 'source port':
    case 'destination address':
    case 'destination port':
      return change.kind;
  }
}

/** To what it is changed, as text; of TLS, the server name. Undefined: it is left out. */
export function changedValue(change: Change): string | undefined {
  if (change.kind === 'tls') return change.tls?.sni;
  return change.value === undefined ? undefined : String(change.value);
}
