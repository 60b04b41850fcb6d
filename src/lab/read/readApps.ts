import { parseIp } from '../../net/IpAddress.js';
import type { LabApp } from '../model/LabFile.js';
import { APP_KINDS } from '../model/words.js';
import { idOf, labError, portOf, refuseOthers, wordOf, type LabFields } from './LabFields.js';

const DEFAULT_UID = 1000;

/** The `apps` of a pod or external host; `bind`: where they listen that don't say it. */
export function readApps({ fields, where }: LabFields, bind: string): readonly LabApp[] {
  return fields.objects('apps').map((app, index) => readApp({ fields: app, where: `${where}: apps[${index}]` }, bind));
}

function readApp(at: LabFields, byDefault: string): LabApp {
  refuseOthers(at, ['kind', 'port', 'bind', 'uid', 'gid', 'standIn']);
  const { fields, where } = at;
  const port = portOf(at, 'port');
  if (port === undefined) throw labError(where, 'port is missing');
  const bind = fields.string('bind') ?? byDefault;
  if (bind !== 'pod' && parseIp(bind) === undefined) {
    throw labError(`${where}: bind`, `${JSON.stringify(bind)} is neither an IP address nor pod`);
  }
  const uid = idOf(at, 'uid', DEFAULT_UID);
  return {
    kind: wordOf(at, 'kind', APP_KINDS, 'plain'),
    port,
    bind,
    uid,
    gid: idOf(at, 'gid', uid),
    standIn: fields.boolean('standIn') ?? false,
  };
}
