import { boolean, integer, string } from '@oclif/core/flags';
import { runProxy } from '../../app/runProxy.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';

export default class ProxyRun extends HopctlCommand<typeof ProxyRun> {
  static override summary = 'Run the reference proxy on a config_dump or a bootstrap';

  static override description =
    'A small Envoy that decides as trace-request does and really forwards. A config_dump is run as the sidecar that it was taken from; a bootstrap may name files (path_config_source). What is not supported is named, and nothing is run. SIGTERM and SIGINT let requests finish.';

  static override flags = {
    'config-path': string({
      char: 'c',
      required: true,
      description: 'what to run: config_dump.json, or bootstrap.yaml or .json',
      helpValue: 'FILE|-',
    }),
    clusters: string({
      description: '/clusters?format=json of the same proxy, for a dump without endpoints',
      helpValue: 'FILE',
    }),
    secrets: string({
      description: 'certificates that a dump does not hold: NAME.crt, NAME.key, NAME.ca',
      helpValue: 'DIR',
    }),
    'admin-port': integer({
      min: 0,
      max: 65535,
      description: "the admin API's port, 0 for any; default: the bootstrap's",
      helpValue: 'PORT',
    }),
    'no-admin': boolean({ description: 'no admin API', exclusive: ['admin-port'] }),
    'pass-over': string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'leave out an extension that is not supported, by the type of its configuration or its name',
      helpValue: 'TYPE',
    }),
    'drain-time': integer({
      min: 0,
      default: 5,
      description: 'how long requests may take to finish when the proxy ends',
      helpValue: 'SECONDS',
    }),
    'file-flush-interval-msec': integer({
      min: 1,
      default: 10_000,
      description: 'how often access logs are written',
      helpValue: 'MSEC',
    }),
    seed: integer({ description: 'makes chance repeatable', helpValue: 'N' }),
  };

  static override examples = [
    'hopctl proxy run -c config_dump.json --secrets certs',
    'hopctl proxy run -c bootstrap.yaml --admin-port 0',
  ];

  protected override async evaluate({ flags }: Parsed<typeof ProxyRun>): Promise<ExitCode> {
    const { clusters, secrets, seed } = flags;
    const adminPort = flags['no-admin'] ? false : flags['admin-port'];
    const server = await runProxy(
      {
        config: flags['config-path'],
        passOver: flags['pass-over'] ?? [],
        drainTimeMs: flags['drain-time'] * 1000,
        fileFlushIntervalMs: flags['file-flush-interval-msec'],
        ...(clusters !== undefined && { clusters }),
        ...(secrets !== undefined && { secrets }),
        ...(adminPort !== undefined && { adminPort }),
        ...(seed !== undefined && { seed }),
      },
      (line) => this.note(line),
    );
    let exitCode: ExitCode = ExitCode.ok;
    this.#onSignals((code) => {
      exitCode = code;
      server.drain().catch((error: unknown) => this.note(String(error)));
    });
    this.note(`listening: ${server.bound.join(' ') || 'nowhere'}; admin ${server.admin ?? 'off'}`);
    await server.ended;
    return exitCode;
  }

  /** The first signal is told to `drain`; the second does not wait. */
  #onSignals(drain: (exitCode: ExitCode) => void): void {
    let isDraining = false;
    for (const [signal, exitCode] of [
      ['SIGTERM', ExitCode.terminated],
      ['SIGINT', ExitCode.interrupted],
    ] as const) {
      process.removeAllListeners(signal);
      process.on(signal, () => {
        if (isDraining) process.exit(exitCode);
        isDraining = true;
        drain(exitCode);
      });
    }
  }
}
