import type { ConfigView, ViewPart } from '../../app/proxyConfig/ConfigView.js';
import { renderTable } from '../renderTable.js';

/** istioctl's tables; the parts of `proxy-config all` one below the other, with their titles if `withHeaders`. */
export function renderShort({ parts }: ConfigView, withHeaders = false): string {
  return parts.map((part) => (withHeaders ? `------ ${part.title} ------\n\n` : '') + renderPart(part)).join('\n');
}

function renderPart(part: ViewPart): string {
  const table = part.short();
  if (typeof table !== 'string') return renderTable(table);
  return table === '' ? '' : `${table}\n`;
}
