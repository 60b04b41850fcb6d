import type { ConfigDump, DumpEntry, Section } from '../../envoy/dump/ConfigDump.js';
import { requireSection } from '../../envoy/dump/requireSection.js';
import { secretTable } from '../../istio/table/secretTable.js';
import { wideSecrets } from '../../istio/wide/wideSecrets.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { ConfigView } from './ConfigView.js';

/** `proxy-config secret`. `now`: the moment for which VALID CERT is told. */
export function viewSecrets(dump: ConfigDump, now: Date, withNames = false): ConfigView {
  const section = requireSection(dump, 'secrets');
  return {
    parts: [
      {
        title: 'SECRET INFO',
        short: () => secretTable(section, { now, withNames }),
        wide: () => wideSecrets(section.entries, now),
        names: () => section.entries.filter(isDynamic).map(({ name }) => `secret/${name}`),
      },
    ],
    messages: () => ({ kind: 'message', value: sectionValue(section), type: 'envoy.admin.v3.SecretsConfigDump' }),
    notes: section.entries.some(isDynamic) ? [] : [whyEmpty(dump, section)],
    isIncomplete: false,
  };
}

function isDynamic({ state }: DumpEntry): boolean {
  return state === 'active' || state === 'warming';
}

/** Bare secrets are printed as the section that they would stand in. */
function sectionValue(section: Section): JsonObject {
  if (section.typeUrl !== '' || Object.keys(section.value).length > 0) return section.value;
  const secrets = section.entries.map(({ name, resource }) => ({ name, secret: resource }));
  return { dynamic_active_secrets: secrets };
}

function whyEmpty({ document }: ConfigDump, { entries }: Section): string {
  const more = entries.length > 0 ? `; ${entries.length} are static (-o wide shows them)` : '';
  return `${document.name} has no secret from SDS${more}`;
}
