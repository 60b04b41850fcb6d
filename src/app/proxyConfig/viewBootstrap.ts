import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import { requireBootstrap } from '../../envoy/dump/requireSection.js';
import { bootstrapTable } from '../../istio/table/bootstrapTable.js';
import { wideBootstrap } from '../../istio/wide/wideOthers.js';
import { descend, stringField } from '../../envoy/dump/field.js';
import type { ConfigView } from './ConfigView.js';

/** `proxy-config bootstrap`. */
export function viewBootstrap(dump: ConfigDump): ConfigView {
  const { bootstrap, value } = requireBootstrap(dump);
  return {
    parts: [
      {
        title: 'BOOTSTRAP INFO',
        short: () => bootstrapTable(bootstrap),
        wide: () => wideBootstrap(bootstrap),
        names: () => [`bootstrap/${stringField(descend(bootstrap, 'node'), 'id') ?? ''}`],
      },
    ],
    messages: () => ({ kind: 'message', value, type: 'envoy.admin.v3.BootstrapConfigDump' }),
    notes: [],
    isIncomplete: false,
  };
}
