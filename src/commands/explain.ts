import { string as stringArg } from '@oclif/core/args';
import { explainWords } from '../app/explainWords.js';
import { renderExplanation, renderExplanationList } from '../render/renderExplanations.js';
import { ExitCode } from '../text/ExitCode.js';
import { HopctlCommand, type Parsed } from './base/HopctlCommand.js';
import { outputFlag } from './base/outputFlag.js';

export default class Explain extends HopctlCommand<typeof Explain> {
  static override summary = 'Say what a verdict, an Envoy response flag or an exit code means';

  static override description = 'Without a WORD: the list of all words.';

  static override args = {
    word: stringArg({ ignoreStdin: true, description: 'a verdict (DENIED), a response flag (UH) or an exit code (4)' }),
  };

  static override flags = { output: outputFlag(['short', 'json']) };

  static override examples = ['hopctl explain UH', 'hopctl explain INDETERMINATE'];

  protected override async evaluate({ args, flags }: Parsed<typeof Explain>): Promise<ExitCode> {
    const explanations = await explainWords(this.config.root, args.word);
    const [only] = explanations;
    if (flags.output === 'json') {
      this.print(`${JSON.stringify(args.word === undefined ? explanations : only, undefined, 2)}\n`);
    } else {
      const palette = await this.palette();
      const isOne = args.word !== undefined && only !== undefined;
      this.print(isOne ? renderExplanation(only, palette) : renderExplanationList(explanations, palette));
    }
    return ExitCode.ok;
  }
}
