import type { Fields } from '../../kube/read/Fields.js';
import type { LabService, LabServicePort } from '../model/LabFile.js';
import { labError, nameOf, portOf, refuseOthers, textsOf, wordOf, type LabFields } from './LabFields.js';
import { readIps } from './readIps.js';

/** An entry of `services`. */
export function readLabService(at: LabFields): LabService {
  refuseOthers(at, ['name', 'namespace', 'vips', 'ports', 'selector', 'endpoints']);
  return {
    name: nameOf(at, 'name'),
    namespace: nameOf(at, 'namespace', 'default'),
    vips: readIps(at, 'vips'),
    ports: at.fields.objects('ports').map((port, i) => readPort(port, `${at.where}: ports[${i}]`)),
    selector: textsOf(at, 'selector'),
    ...(at.fields.has('endpoints') ? { endpoints: readIps(at, 'endpoints') } : {}),
  };
}

function readPort(fields: Fields, where: string): LabServicePort {
  const at: LabFields = { fields, where };
  refuseOthers(at, ['name', 'protocol', 'port', 'targetPort']);
  const port = portOf(at, 'port');
  if (port === undefined) throw labError(where, 'port is missing');
  return {
    name: fields.has('name') ? nameOf(at, 'name') : '',
    protocol: wordOf(at, 'protocol', ['TCP', 'UDP'] as const, 'TCP'),
    port,
    targetPort: portOf(at, 'targetPort') ?? port,
  };
}
