import { parseIp } from '../../net/IpAddress.js';
import type { LabApp } from '../model/LabFile.js';
import { APP_KINDS } from '../model/words.js';
import { labError, refuseOthers, wordOf, type LabFields } from './LabFields.js';

const DEFAULT_UID = 1000;

/** The `apps` of a pod or external host. */
export function readApps({ fields, where }: LabFields): readonly LabApp[] {
  return fields.objects('apps').map((app, index) => readApp({ fields: app, where: `${where}: apps[${index}]` }));
}

function readApp(at: LabFields): LabApp {
  refuseOthers(at, ['kind', 'port', 'bind', 'uid', 'gid', 'standIn']);
  const { fields, where } = at;
  const port = fields.number('port') ?? 0;
  if (!Number.isInteger(port) || port < 1 || port > 0xffff) throw labError(where, 'port is no number from 1 to 65535');
  const bind = fields.string('bind') ?? '::';
  if (bind !== 'pod' && parseIp(bind) === undefined) {
    throw labError(`${where}: bind`, `${JSON.stringify(bind)} is neither an IP address nor pod`);
  }
  const uid = fields.number('uid') ?? DEFAULT_UID;
  return {
    kind: wordOf(at, 'kind', APP_KINDS, 'plain'),
    port,
    bind,
    uid,
    gid: fields.number('gid') ?? uid,
    standIn: fields.boolean('standIn') ?? false,
  };
}
