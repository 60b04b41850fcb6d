import type { Change } from './Change.js';

/** Changes as they follow "with" or stand alone: ``with `x-canary: true` and method POST``. */
export function changesText(changes: readonly Change[]): string {
  return changes.map(changeText).join(' and ');
}

function changeText(change: Change): string {
  switch (change.kind) {
    case 'header':
      return change.value === undefined ? `without ${change.name}` : `with \`${change.name}: ${change.value}\``;
    case 'method':
      return `with method ${change.value}`;
    case ':path':
      return `with path ${change.value}`;
    case ':authority':
      return `with Host ${change.value}`;
    case 'tls': {
      if (change.tls === undefined) return 'without TLS';
      const { sni, alpn } = change.tls;
      return `with TLS ${sni === '' ? 'without SNI' : `to ${sni}`}${alpn.length === 0 ? '' : ` and ALPN ${alpn.join(', ')}`}`;
    }
    case 'source address':
      return `from ${change.value}`;
    case 'source port':
      return `from port ${change.value}`;
    case 'destination address':
      return `to ${change.value}`;
    case 'destination port':
      return `to port ${change.value}`;
  }
}
