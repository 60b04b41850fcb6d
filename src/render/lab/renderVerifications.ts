import type { Verification } from '../../app/lab/LabAnswers.js';
import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import { renderJson } from '../renderJson.js';
import { renderYaml } from '../renderYaml.js';
import { verdictToJson } from '../trace/json/verdictToJson.js';
import { requestEcho } from '../trace/requestEcho.js';
import { labelled } from '../trace/detailed/layout.js';
import type { LabFormat } from './LabFormat.js';

/** A verification, and what the user called its request; '' for the only one. */
export interface NamedVerification {
  readonly name: string;
  readonly verification: Verification;
}

/** What came of holding traces against requests, ending in a newline. */
export function renderVerifications(all: readonly NamedVerification[], format: LabFormat, palette: Palette): string {
  const document = { schemaVersion: 1, verifications: all.map(toJson) };
  switch (format) {
    case 'detailed':
      return `${all.flatMap((one) => linesOf(one, palette)).join('\n')}\n`;
    case 'json':
      return renderJson(document);
    case 'yaml':
      return renderYaml(JSON.parse(JSON.stringify(document)));
  }
}

function linesOf({ name, verification }: NamedVerification, palette: Palette): readonly string[] {
  const [echo = ''] = requestEcho(verification.trace.request);
  return [
    palette.heading(safeText(name === '' ? echo : `${name}: ${echo}`)),
    ...bodyOf(verification, palette),
    ...forkLines(verification, palette),
  ];
}

function bodyOf(verification: Verification, palette: Palette): readonly string[] {
  const line = (label: string, text: string): readonly string[] => labelled(label, [safeText(text)], palette);
  if (verification.kind === 'abstention')
    return [
      ...labelled('abstains', [palette.doubtful('the trace does not say')], palette),
      ...line('not known', verification.unknown),
    ];
  const { path, held } = verification;
  const verdict = line('trace', `${path.verdict.code}: ${path.verdict.sentence}`);
  if (verification.kind === 'agreement')
    return [
      ...labelled('agrees', [palette.good(`trace and reality, in all ${held.length} things compared`)], palette),
      ...verdict,
    ];
  const { step, predicted, observed } = verification.difference;
  return [
    ...labelled('differs', [palette.bad(safeText(step))], palette),
    ...line('predicted', predicted),
    ...line('observed', observed),
    ...line('before', `${held.length} things agree`),
    ...verdict,
  ];
}

function forkLines(verification: Verification, palette: Palette): readonly string[] {
  if (verification.kind === 'abstention' || verification.forks === undefined) return [];
  const { requests, branches, chiSquared } = verification.forks;
  const rows = branches.map(
    ({ label, seen, probability }) =>
      `${seen} of ${requests}, expected ${(probability * requests).toFixed(1)}: ${label}`,
  );
  const { statistic, degrees, pValue } = chiSquared;
  const test = `chi-squared ${statistic.toFixed(2)}, ${degrees} degrees of freedom, p ${pValue.toPrecision(2)}`;
  return labelled('branches', [...rows, test].map(safeText), palette);
}

function toJson({ name, verification }: NamedVerification): unknown {
  const { kind, report } = verification;
  const base = { name, kind, request: requestEcho(verification.trace.request) };
  if (verification.kind === 'abstention') return { ...base, unknown: verification.unknown, report };
  const { path, held, forks } = verification;
  return {
    ...base,
    verdict: verdictToJson(path.verdict),
    choices: path.choices,
    held,
    ...(verification.kind === 'disagreement' ? { difference: verification.difference } : {}),
    ...(forks === undefined ? {} : { forks }),
    report,
  };
}
