import {
  describeCallerSaw,
  type AppReport,
  type PlaceReport,
  type ProxyReport,
  type RequestReport,
} from '../../app/lab/LabAnswers.js';

import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import { labelled } from '../trace/detailed/layout.js';

/** The way that a request took, a block a place; lines are safe and painted. */
export function reportLines(report: RequestReport, palette: Palette): readonly string[] {
  const { from, url, uid, gid, dialled, caller, tookMs } = report;
  const to = dialled === '' ? 'the name does not resolve' : `dialled ${dialled}`;
  return [
    palette.heading(safeText(`${from} -> ${url} (uid ${uid}, gid ${gid}, ${to})`)),
    ...report.places.flatMap((place) => placeLines(place, palette)),
    ...report.proxies.flatMap((proxy) => proxyLines(proxy, palette)),
    ...report.apps.flatMap((app) => appLines(app, palette)),
    palette.heading('Caller'),
    ...labelled('saw', [palette.strong(safeText(`${describeCallerSaw(caller)} after ${tookMs} ms`))], palette),
  ];
}

function placeLines({ where, rules }: PlaceReport, palette: Palette): readonly string[] {
  const lines = rules.map(
    ({ coordinate, packets, rule }) => `${coordinate} counted ${packets}  ${palette.faint(safeText(rule))}`,
  );
  return [palette.heading(safeText(`Rules, ${where}`)), ...labelled('rules', lines, palette)];
}

function proxyLines({ where, record }: ProxyReport, palette: Palette): readonly string[] {
  const field = (label: string, value: string | number | null | undefined): readonly string[] =>
    value === undefined || value === null || value === '' ? [] : labelled(label, [safeText(String(value))], palette);
  const request = record.log === 'http' ? `${record.method ?? '?'} ${record.path ?? '?'} ${record.protocol ?? ''}` : '';
  const answer = [record.response_code, flags(record.response_flags), record.response_code_details].filter(isThere);
  return [
    palette.heading(safeText(`Proxy, ${where}`)),
    ...field('listener', record.listener),
    ...field('filter chain', record.chain),
    ...field('request', request),
    ...field('Host', record.log === 'http' ? record.authority : ''),
    ...field('route', record.route_name),
    ...field('cluster', record.upstream_cluster),
    ...field('endpoint', record.upstream_host),
    ...field('TLS from', record.downstream_peer_uri_san),
    ...field('answer', answer.join(', ')),
    ...field('closed', record.connection_termination_details),
    ...field('TLS failure', record.downstream_transport_failure_reason ?? record.upstream_transport_failure_reason),
  ];
}

function flags(text: string | null | undefined): string {
  return isThere(text) && text !== '-' ? `flags ${text}` : '';
}

function isThere<T extends string | number>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null && value !== '' && value !== 0;
}

function appLines({ where, record }: AppReport, palette: Palette): readonly string[] {
  const what = record.path === undefined ? record.protocol : `${record.method ?? ''} ${record.path} ${record.protocol}`;
  const host = record.authority === undefined ? '' : `, Host ${record.authority}`;
  return [
    palette.heading(safeText(`Application, ${where}`)),
    ...labelled('received', [safeText(`${what}${host}`)], palette),
    ...labelled('at', [safeText(`${record.local} from ${record.peer}`)], palette),
  ];
}
