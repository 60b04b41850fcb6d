import { roleText } from '../../app/live/PolicyRule.js';
import type { NodePlan, PlannedWay } from '../../app/node/NodePlan.js';
import { safeText } from '../../text/safeText.js';
import { renderJson } from '../renderJson.js';
import { renderYaml } from '../renderYaml.js';

/** The forms of plans; the first is the default. */
export const PLAN_FORMATS = ['detailed', 'json', 'yaml'] as const;

/** What each way would do, what it needs, and what it would make. */
export function renderNodePlans(plans: readonly NodePlan[], format: (typeof PLAN_FORMATS)[number]): string {
  switch (format) {
    case 'detailed':
      return plans.map(detailed).join('\n');
    case 'json':
      return renderJson({ schemaVersion: 1, plans });
    case 'yaml':
      return renderYaml({ schemaVersion: 1, plans: JSON.parse(JSON.stringify(plans)) as unknown });
  }
}

function detailed({ of, nodeName, ways }: NodePlan): string {
  const intro =
    ways.length > 1 ? 'ways to read its rules, each tried when the one before fails' : 'the way to read its rules';
  return `${safeText(of)} on ${safeText(nodeName)}: ${intro}\n${ways.map(wayText).join('')}`;
}

function wayText({ access, does, needs, manifest, impossible }: PlannedWay): string {
  const blocks = needs.map(({ namespace, rules }) => indent(roleText(rules, namespace)));
  return [
    `\n--node-access ${access}${impossible === undefined ? '' : `: not here, ${safeText(impossible)}`}\n`,
    ...does.map((sentence, i) => `  ${i + 1}. ${safeText(sentence)}\n`),
    ...(blocks.length === 0 ? [] : ['  RBAC:\n', blocks.join('    ---\n')]),
    ...(manifest === undefined ? [] : ['  makes:\n', indent(renderYaml(manifest))]),
  ].join('');
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');
}
