import type { ConfigView } from '../../app/proxyConfig/ConfigView.js';
import { safeText } from '../../text/safeText.js';

/** `cluster/NAME`, one a line. */
export function renderNames({ parts }: ConfigView): string {
  return parts
    .flatMap((part) => part.names())
    .map((name) => `${safeText(name)}\n`)
    .join('');
}
