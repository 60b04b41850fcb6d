import type { HelperFound } from '../../app/node/cleanupNode.js';
import { safeText } from '../../text/safeText.js';
import { drawTable } from '../drawTable.js';
import { renderJson } from '../renderJson.js';
import { renderYaml } from '../renderYaml.js';

/** The forms of a list of helper pods; the first is the default. */
export const HELPER_FORMATS = ['table', 'name', 'json', 'yaml'] as const;

/** Helper pods as a table, their names, or all that is known of them. */
export function renderHelpers(helpers: readonly HelperFound[], format: (typeof HELPER_FORMATS)[number]): string {
  switch (format) {
    case 'table':
      return drawTable(
        ['NAMESPACE', 'NAME', 'NODE', 'STATE', 'REMOVED'],
        helpers.map((one) => [one.namespace, one.name, one.nodeName, one.state, one.isRemoved ? 'yes' : 'no']),
      );
    case 'name':
      return helpers.map(({ namespace, name }) => `${safeText(namespace)}/${safeText(name)}\n`).join('');
    case 'json':
      return renderJson({ schemaVersion: 1, helpers });
    case 'yaml':
      return renderYaml({ schemaVersion: 1, helpers: JSON.parse(JSON.stringify(helpers)) as unknown });
  }
}
