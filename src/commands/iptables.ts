import { string } from '@oclif/core/flags';
import { explainRules } from '../app/iptables/explainRules.js';
import { filterChains } from '../app/iptables/filterChains.js';
import type { IptablesView } from '../app/iptables/IptablesView.js';
import { openRules } from '../app/iptables/openRules.js';
import { planRules } from '../app/iptables/planRules.js';
import type { RulesEvidence } from '../app/iptables/RulesEvidence.js';
import { renderIptables } from '../render/iptables/renderIptables.js';
import { renderRuleNames } from '../render/iptables/renderRuleNames.js';
import { renderJson } from '../render/renderJson.js';
import { renderYaml } from '../render/renderYaml.js';
import { ExitCode, worstExitCode } from '../text/ExitCode.js';
import { UserError } from '../text/UserError.js';
import { CLUSTER_FLAGS, liveOptions } from './base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from './base/evidenceFlags.js';
import { HopctlCommand, type Parsed } from './base/HopctlCommand.js';
import { DRY_RUN_FLAG, NODE_FLAGS, nodeOptions } from './base/nodeFlags.js';
import { outputFlag } from './base/outputFlag.js';

export default class Iptables extends HopctlCommand<typeof Iptables> {
  static override summary = "Explain a pod's packet filter rules";
  static override description =
    "Chain by chain in the order in which packets meet them, each rule with one sentence of what it does for the mesh. Rules that are not Istio's are marked, and what differs from the arguments of istio-init or from the annotations that the CNI plugin reads is listed. Differences are a note, not a failure: the exit code is 5 when rules cannot be read or were not captured.";
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    ...NODE_FLAGS,
    ...DRY_RUN_FLAG,
    file: string({
      char: 'f',
      description: 'what iptables-save, iptables -S, iptables -L or nft list ruleset printed; - for stdin',
      helpValue: 'FILE|-',
    }),
    output: outputFlag(['table', 'json', 'yaml', 'name']),
    family: string({ description: 'only this address family', helpValue: '4|6', helpGroup: 'FILTER' }),
    table: string({ char: 't', description: 'only this table', helpValue: 'TABLE', helpGroup: 'FILTER' }),
    chain: string({ description: 'only this chain', helpValue: 'CHAIN', helpGroup: 'FILTER' }),
  };
  static override examples = [
    'hopctl iptables deploy/cart.web',
    'hopctl iptables batch-5d9f7c8b6-w8kzt.web --snapshot fixtures/shop',
    'iptables-save | hopctl iptables -f - -t nat --chain ISTIO_OUTPUT',
  ];

  protected override async evaluate({ args, flags }: Parsed<typeof Iptables>): Promise<ExitCode> {
    const options = { ...flags, targets: args.target ?? [], allNamespaces: flags['all-namespaces'] };
    const { name, version } = this.config;
    const note = (message: string): void => this.note(message);
    const live = {
      live: liveOptions(flags, version),
      node: nodeOptions(flags, `${name} ${version}`, note),
      progress: (what: string): void => this.progress(`asking for ${what}`),
    };
    if (flags['dry-run']) {
      const { renderNodePlans } = await import('../render/node/renderNodePlans.js');
      this.print(renderNodePlans(await planRules(options, live.live, live.node), 'detailed'));
      return ExitCode.ok;
    }
    const sources = await openRules(options, live, note);
    const codes: ExitCode[] = [];
    const views: IptablesView[] = [];
    for (const source of sources) {
      const shown = sources.length === 1 ? explainRules(source) : this.#attempt(source);
      if (shown instanceof UserError) {
        codes.push(this.complain(shown));
        continue;
      }
      const { view, notes } = filterChains(shown, flags);
      for (const one of notes) note(one);
      views.push(view);
    }
    this.print(await this.#render(views, flags.output));
    return worstExitCode(codes);
  }

  async #render(views: readonly IptablesView[], output: 'table' | 'json' | 'yaml' | 'name'): Promise<string> {
    if (output === 'name') return renderRuleNames(views);
    const document = { schemaVersion: 1, workloads: views };
    if (output === 'json') return renderJson(document);
    if (output === 'yaml') return renderYaml(document);
    const palette = await this.palette();
    return views.map((view) => renderIptables(view, palette)).join('\n');
  }

  /** Of several pods one that cannot be read does not keep the others from being shown. */
  #attempt(source: RulesEvidence): IptablesView | UserError {
    try {
      return explainRules(source);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  }
}
