import { string as stringArg } from '@oclif/core/args';
import { givenFiles } from '../app/trace/givenFiles.js';
import { readPins } from '../app/trace/readPins.js';
import { readExitOptions } from '../app/trace/readExitOptions.js';
import { runTrace } from '../app/trace/runTrace.js';
import { renderTrace, TRACE_FORMATS } from '../render/trace/renderTrace.js';
import type { ExitCode } from '../text/ExitCode.js';
import { exitCodeOf } from '../trace/exitCodeOf.js';
import { CLUSTER_FLAGS, liveOptions } from './base/clusterFlags.js';
import { HopctlCommand, type Parsed } from './base/HopctlCommand.js';
import { NODE_FLAGS, nodeOptions } from './base/nodeFlags.js';
import { outputFlag } from './base/outputFlag.js';
import { requestOptions } from './base/requestOptions.js';
import { traceFlags } from './base/traceFlags.js';

export default class TraceRequest extends HopctlCommand<typeof TraceRequest> {
  static override aliases = ['trace'];

  static override summary = 'Show every hop of one request, and where and why it breaks';

  static override description =
    'FROM is a TARGET (name, name.namespace, deploy/name), external, node/NAME or an IP address. URL is what the application would dial: http://catalog/items?x=1, https://api.partner.example, tcp://redis.data:6379, grpc://orders:9000/pkg.Svc/Method.';

  static override args = {
    from: stringArg({
      ignoreStdin: true,
      required: true,
      description: 'who sends: a TARGET, external, node/NAME or an IP address',
    }),
    url: stringArg({ ignoreStdin: true, required: true, description: 'what the application dials' }),
  };

  static override flags = { ...traceFlags, ...CLUSTER_FLAGS, ...NODE_FLAGS, output: outputFlag(TRACE_FORMATS) };

  static override examples = [
    'hopctl trace-request deploy/frontend.web http://catalog:8080/items',
    'hopctl trace-request frontend-7d9c6b5f4-2xkqp.web http://catalog:8080/items -H "x-canary: true" --snapshot fixtures/shop',
    'hopctl trace-request external http://shop.example.com/ --snapshot fixtures/shop',
  ];

  protected override async evaluate({ args, flags }: Parsed<typeof TraceRequest>): Promise<ExitCode> {
    const exit = readExitOptions({
      requireMesh: flags['require-mesh'],
      expect: flags.expect,
      failOn: flags['fail-on'],
      exitZero: flags['exit-zero'],
    });
    const pins = readPins({
      endpoint: flags.endpoint,
      randomValue: flags['random-value'],
      detect: flags.detect,
      pins: flags.pin ?? [],
      assume: flags.assume ?? [],
      strict: flags.strict,
      allBranches: flags['all-branches'],
      likeliest: flags.likeliest,
      maxBranches: flags['max-branches'],
    });
    const given = givenFiles(args.from, flags);
    const { name, version } = this.config;
    const note = (message: string): void => this.note(message);
    const live = {
      live: liveOptions(flags, version),
      node: nodeOptions(flags, `${name} ${version}`, note),
      progress: (what: string): void => this.progress(`asking for ${what}`),
    };
    const trace = await runTrace(
      { snapshot: flags.snapshot, given, live },
      {
        ...requestOptions(args.from, args.url, flags),
        asPeer: flags['as-peer'],
        via: flags.via,
        sourceIp: flags['source-ip'],
        only: flags.only,
        ctState: flags['ct-state'],
        withReturn: flags.return,
      },
      pins,
      note,
    );
    for (const { text } of trace.assumptions) this.note(`assumed: ${text}`);
    const palette = await this.palette();
    this.print(renderTrace(trace, flags.output, { palette, tool: { name, version }, allPaths: flags['all-branches'] }));
    return exitCodeOf(trace, exit);
  }
}
