import { labFile } from './labFile.js';
import { renderDraft } from './generate/RuleSetDraft.js';
import { differences } from './judge.js';
import { PACKETS_OF_SET } from './generate/generateSet.js';
import type { Finding } from './runJob.js';

/** A disagreement for a person: how to run it again, the smallest rules and packet that show it, and how the two differ. */
export function findingText({ seed, set, packet, specimen, shown }: Finding): string {
  const number = set * PACKETS_OF_SET + packet;
  const rules = specimen.drafts.map(renderDraft);
  return [
    `disagreement: npm run proof -- kernel --seed ${seed} --case ${number}`,
    ...rules.map(({ loader, family, text }) => `# ${loader} IPv${family}\n${text.trimEnd()}`),
    `packet ${JSON.stringify(specimen.packet)}`,
    ...differences(shown.prediction, shown.seen),
    `lab: ${nameOf(seed, number)}.yaml, next to the checkpoint, says how it is sent`,
    '',
  ].join('\n');
}

/** A file to be written down, by its name. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** The specimen as a lab. */
export function labOf({ seed, set, packet, specimen }: Finding): NamedText {
  const name = nameOf(seed, set * PACKETS_OF_SET + packet);
  return { name: `${name}.yaml`, text: labFile(name, specimen.drafts.map(renderDraft), specimen.packet) };
}

function nameOf(seed: number, number: number): string {
  return `proof-${seed}-${number}`;
}
