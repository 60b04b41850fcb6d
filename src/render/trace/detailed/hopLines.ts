import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { Hop } from '../../../trace/model/Trace.js';
import type { Step } from '../../../trace/model/Step.js';
import { STAGE_TITLES } from '../stageTitles.js';
import { blocksOf, type Block } from './blocksOf.js';
import { hanging, labelled, wrapItems } from './layout.js';
import { packetLines } from './packetLines.js';
import { documentOf, stepsWithoutPlace } from './places.js';
import { stepLines, type StepContext } from './stepLines.js';

/** A hop: its number, what kind of place it is and where, the document that `#/…` points into, then its steps. */
export function hopLines(hops: readonly Hop[], index: number, palette: Palette): readonly string[] {
  const hop = hops[index];
  if (hop === undefined) return [];
  const blocks = blocksOf(hop.steps);
  const alone = blocks.flatMap(({ kind, steps }) => (kind === 'alone' ? steps : []));
  const document = documentOf(alone);
  const context = { palette, document, withoutPlace: stepsWithoutPlace(alone) };
  const legend =
    document === undefined ? '' : palette.faint(safeText(`  (# is ${document.replace(` of ${hop.where}`, ' here')})`));
  const title = `${index + 1}. ${STAGE_TITLES[hop.stage]}${whosePacket(hops, index)}, ${hop.where}`;
  return [`${palette.heading(safeText(title))}${legend}`, ...blocks.flatMap((block) => blockLines(block, context))];
}

function blockLines({ kind, steps }: Block, context: StepContext): readonly string[] {
  const { palette } = context;
  switch (kind) {
    case 'packet':
      return packetLines(steps, palette);
    case 'inspected':
      return labelled(
        'inspected',
        wrapItems(steps.map(inspectedText), '; ').flatMap((line) => hanging(line)),
        palette,
      );
    case 'filters':
      return labelled(
        steps[0].kind === 'http_filter' ? 'HTTP filters' : 'filters',
        wrapItems(steps.map(passedText), ', '),
        palette,
      );
    case 'alone':
      return stepLines(steps[0], context);
  }
}

/** Envoy's own filters without the beginning that all their names have. */
function shortName(name: string): string {
  return safeText(name.replace(/^envoy\.filters\.(?:http|network|listener)\./, ''));
}

function inspectedText({ summary }: Step): string {
  return shortName(summary);
}

function passedText({ subject }: Step, index: number): string {
  return `${index === 0 ? 'passed: ' : ''}${shortName(subject)}`;
}

/** In a pod with a proxy, OUTPUT is met by the application and by the proxy. */
function whosePacket(hops: readonly Hop[], index: number): string {
  const hop = hops[index];
  const before = hops[index - 1];
  if (hop?.stage !== 'output') return '';
  return before?.where === hop.where && before.stage.endsWith('_proxy') ? ' from the proxy' : ' from the application';
}
