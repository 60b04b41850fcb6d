import type { Command } from '@oclif/core/command';
import type { Config } from '@oclif/core/config';
import type { AdminView } from '../../app/proxyConfig/adminRequest.js';
import type { ConfigView } from '../../app/proxyConfig/ConfigView.js';
import { openProxies } from '../../app/proxyConfig/openProxies.js';
import type { ProxyEvidence } from '../../app/proxyConfig/ProxyEvidence.js';
import { createConfigRenderer, type ConfigOutput } from '../../render/proxyConfig/createConfigRenderer.js';
import { ExitCode, worstExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { withoutBooleanValues } from './booleanValues.js';
import { liveOptions, type ClusterFlags } from './clusterFlags.js';
import type { EvidenceFlags } from './evidenceFlags.js';
import { HopctlCommand } from './HopctlCommand.js';
import { keepYoungGenerationSmall } from './keepYoungGenerationSmall.js';

/** What the command line asks for. */
export interface ConfigRequest {
  readonly targets: readonly string[] | undefined;
  readonly flags: EvidenceFlags & ClusterFlags & { readonly output: ConfigOutput };
  /** What the view reads of each proxy. */
  readonly reads: AdminView;
  /** `--with-headers`. */
  readonly withHeaders?: boolean;
}

/** The base of `proxy-config`'s commands: finds the proxies and prints what the command's view makes of each. */
export abstract class ProxyConfigCommand<T extends typeof Command> extends HopctlCommand<T> {
  constructor(argv: string[], config: Config) {
    super(argv, config);
    const flags = Object.entries({ ...this.ctor.baseFlags, ...this.ctor.flags });
    const booleans = flags.flatMap(([name, flag]) => (flag.type === 'boolean' ? [[name, flag.allowNo] as const] : []));
    this.argv = withoutBooleanValues(argv, new Map(booleans));
  }

  /**
   * Prints a section for each proxy; of several one that cannot be read is a note and makes the exit code 5, and the others
   * are printed all the same.
   */
  protected async show(request: ConfigRequest, view: (proxy: ProxyEvidence) => ConfigView): Promise<ExitCode> {
    keepYoungGenerationSmall();
    const { targets = [], flags, withHeaders = false } = request;
    const live = liveOptions(flags, this.config.version);
    const options = { ...flags, targets, allNamespaces: flags['all-namespaces'], live };
    const note = (message: string) => this.note(message);
    const proxies = await openProxies(options, request.reads, note);
    const renderer = await createConfigRenderer(flags.output, { withHeaders, palette: () => this.palette(), note });
    const codes: ExitCode[] = [];
    const sections: { readonly name: string; readonly view: ConfigView }[] = [];
    for (const proxy of proxies) {
      const look = async (): Promise<ConfigView> => {
        await proxy.load?.();
        return view(proxy);
      };
      const shown = proxies.length === 1 ? await look() : await this.#attempt(look);
      if (shown instanceof UserError) {
        codes.push(shown.exitCode);
        continue;
      }
      for (const each of shown.notes) this.note(each);
      codes.push(shown.isIncomplete ? ExitCode.unreadable : ExitCode.ok);
      sections.push({ name: proxy.name, view: shown });
    }
    this.print(renderer(sections, proxies.length > 1));
    return worstExitCode(codes);
  }

  async #attempt<R>(work: () => Promise<R>): Promise<R | UserError> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.note(`error: ${error.message}`);
      return error;
    }
  }
}
