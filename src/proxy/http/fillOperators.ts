import type { Header } from '../../envoy/model/HttpRequest.js';
import type { HttpRun } from './HttpRun.js';

const UNKNOWN_OPERATOR = /<unknown (%[^<>]*%)>/g;

/** Headers whose values name operators that `envoy/` cannot fill ahead of time, filled with what is known by now. */
export function fillOperators(run: HttpRun, headers: readonly Header[]): readonly Header[] {
  if (!headers.some(({ value }) => value.includes('<unknown '))) return headers;
  const { accessLogs } = run.plan.core;
  return headers.map((header) => {
    const value = header.value.replace(UNKNOWN_OPERATOR, (_, operator: string) =>
      accessLogs.format(operator, run.record, ''),
    );
    return value === header.value ? header : { name: header.name, value };
  });
}
