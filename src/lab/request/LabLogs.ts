import type { AccessRecord } from '../model/AccessRecord.js';
import type { EchoRecord } from '../model/EchoRecord.js';
import type { LabState } from '../model/LabState.js';
import { linesSince, marksOf, untilQuiet, type Marks } from './readLines.js';
import type { AppReport, ProxyReport } from './RequestReport.js';

/** One log of a lab, and whose it is. */
interface Log {
  readonly where: string;
  readonly file: string;
}

/** What proxies and applications of a lab write from a moment on. */
export class LabLogs {
  readonly #proxies: readonly Log[];
  readonly #apps: readonly Log[];

  private constructor(
    state: LabState,
    private readonly marks: Marks,
  ) {
    this.#proxies = proxyLogs(state);
    this.#apps = appLogs(state);
  }

  /** From now on. */
  static async mark(state: LabState): Promise<LabLogs> {
    return new LabLogs(state, await marksOf([...proxyLogs(state), ...appLogs(state)].map(({ file }) => file)));
  }

  async untilQuiet(): Promise<void> {
    await untilQuiet([...this.marks.keys()]);
  }

  /**
   * What was written since: connections that began earlier (a pool's, which ended meanwhile) are left out, and each log line of a
   * listener about a connection that an HTTP or TCP line tells of.
   *
   * @param startedAt when the request began, in milliseconds since 1970
   */
  async since(startedAt: number): Promise<{
    readonly proxies: readonly ProxyReport[];
    readonly apps: readonly AppReport[];
  }> {
    const proxies: ProxyReport[] = [];
    for (const { where, file } of this.#proxies) {
      const records = await linesSince<AccessRecord>(file, this.marks);
      const told = new Set(records.filter(({ log }) => log !== 'listener').map(connectionOf));
      const own = records.filter((record) => record.log !== 'listener' || !told.has(connectionOf(record)));
      proxies.push(...own.filter((record) => beganAt(record) >= startedAt).map((record) => ({ where, record })));
    }
    const apps: AppReport[] = [];
    for (const { where, file } of this.#apps)
      apps.push(...(await linesSince<EchoRecord>(file, this.marks)).map((record) => ({ where, record })));
    return { proxies: proxies.toSorted((a, b) => beganAt(a.record) - beganAt(b.record)), apps };
  }
}

function connectionOf({ connection_id: id }: AccessRecord): string {
  return String(id ?? '');
}

/** Never earlier for a record that does not say. */
function beganAt({ start_time: text }: AccessRecord): number {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? Infinity : time;
}

function proxyLogs({ pods }: LabState): readonly Log[] {
  return pods.flatMap(({ namespace, name, proxy }) =>
    proxy === undefined ? [] : [{ where: `${namespace}/${name}`, file: proxy.accessLog }],
  );
}

/** One process, and so one file, may serve several apps. */
function appLogs({ pods, outside }: LabState): readonly Log[] {
  const logs = [
    ...pods.flatMap(({ namespace, name, apps }) =>
      apps.map(({ requests }) => ({ where: `${namespace}/${name}`, file: requests })),
    ),
    ...outside.apps.map(({ requests }) => ({ where: 'outside', file: requests })),
  ];
  return [...new Map(logs.map((log) => [log.file, log])).values()];
}
