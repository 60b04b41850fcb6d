import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import type { ClusterFilter } from '../../istio/table/clusterTable.js';
import type { ListenerFilter } from '../../istio/table/listenerTable.js';
import type { RouteFilter } from '../../istio/table/routeTable.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { ConfigView } from './ConfigView.js';
import { viewBootstrap } from './viewBootstrap.js';
import { viewClusters } from './viewClusters.js';
import { viewListeners } from './viewListeners.js';
import { viewLoadAssignments } from './viewLoadAssignments.js';
import { viewRoutes } from './viewRoutes.js';
import { viewSecrets } from './viewSecrets.js';

/** The filters of all parts; `port` counts for clusters, listeners and endpoints, `address` for the latter two. */
export interface AllFilter extends Omit<ClusterFilter & ListenerFilter & RouteFilter, 'port'> {
  readonly port?: number | undefined;
}

/** How the parts are printed. */
export interface AllOptions {
  readonly now: Date;
  readonly verbose?: boolean | undefined;
}

/**
 * `proxy-config all`: every part, its names prefixed with what they are. A part that is not in the dump is left out, with a note, and makes
 * the view incomplete; istioctl stops there. `-o json` is the document itself.
 */
export function viewAll(dump: ConfigDump, filter: AllFilter, options: AllOptions): ConfigView {
  const { port, address, type } = filter;
  const { verbose } = options;
  const parts: (() => ConfigView)[] = [
    () => viewBootstrap(dump),
    () => viewClusters(dump, filter, true),
    () => viewListeners(dump, { port, address, type }, { verbose, withNames: true }),
    () => viewRoutes(dump, { name: filter.name }, { verbose, withNames: true }),
    () => viewSecrets(dump, options.now, true),
    () => viewLoadAssignments(dump, { port, address }, true),
  ];
  const views: ConfigView[] = [];
  const missing: UserError[] = [];
  for (const view of parts) {
    const result = attempt(view);
    if (result instanceof UserError) missing.push(result);
    else views.push(result);
  }
  return {
    parts: views.flatMap((view) => view.parts),
    messages: () => ({ kind: 'document', document: dump.document }),
    notes: [...views.flatMap((view) => view.notes), ...missing.map((error) => error.message)],
    isIncomplete: missing.length > 0,
  };
}

function attempt(view: () => ConfigView): ConfigView | UserError {
  try {
    return view();
  } catch (error) {
    if (error instanceof UserError && error.exitCode === ExitCode.unreadable) return error;
    throw error;
  }
}
