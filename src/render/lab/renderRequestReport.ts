import type { RequestReport } from '../../app/lab/LabAnswers.js';
import type { Palette } from '../../text/Palette.js';
import { renderJson } from '../renderJson.js';
import { renderYaml } from '../renderYaml.js';
import type { LabFormat } from './LabFormat.js';
import { reportLines } from './reportLines.js';

/** The way that a request really took, ending in a newline. */
export function renderRequestReport(report: RequestReport, format: LabFormat, palette: Palette): string {
  const document = { schemaVersion: 1, ...report };
  switch (format) {
    case 'detailed':
      return `${reportLines(report, palette).join('\n')}\n`;
    case 'json':
      return renderJson(document);
    case 'yaml':
      return renderYaml(JSON.parse(JSON.stringify(document)));
  }
}
