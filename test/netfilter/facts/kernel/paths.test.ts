import { expect, test } from 'vitest';
import type { LoadedRules, Loader, Observation } from '../../../proof/kernel/contract.js';
import { predict } from '../../../proof/kernel/predict/predict.js';
import { readRules } from '../../../proof/kernel/predict/readRules.js';
import { FILTER, NAT, rows } from '../../walk/rules.js';
import { describeInKernel, packet } from './bedOfFacts.js';
import { CONNTRACK_ROWS } from './rows/conntrack.js';
import { HOOKS_ROWS } from './rows/hooks.js';
import { IPV6_ROWS } from './rows/ipv6.js';
import { MATCHES_ROWS } from './rows/matches.js';
import { NAT_ROWS } from './rows/nat.js';
import { TPROXY_ROWS } from './rows/tproxy.js';
import { OUT, REDIRECT, type Row } from './rows/row.js';

const ROWS: readonly Row[] = [
  ...HOOKS_ROWS,
  ...NAT_ROWS,
  ...MATCHES_ROWS,
  ...TPROXY_ROWS,
  ...IPV6_ROWS,
  ...CONNTRACK_ROWS,
];

const LOADERS: readonly Loader[] = ['nft', 'legacy'];

describeInKernel('facts on a real kernel', (bed) => {
  const ALL = ROWS.flatMap((one) => LOADERS.map((loader) => ({ ...one, loader })));
  const loaded = ({ rules, loader, family }: Row & { readonly loader: Loader }): readonly LoadedRules[] =>
    rules === '' ? [] : [{ loader, family, text: rules }];
  test.each(ALL)('$fact, $loader', (row) => {
    const { packet: words, change, seen, hits, patient, loader, family } = row;
    expect(bed().load(loaded(row))).toEqual([]);
    const observed = bed().send(packet(words, change), patient);
    expect(textOf(observed)).toBe(seen);
    if (hits !== undefined) expect(hitsOf(observed, `${loader}${family} `)).toBe(hits);

    const { names, ruleSets } = readRules(loaded(row));
    const world = { netns: { ...bed().netns, ruleSets }, sockets: bed().sockets, names };
    const predicted = predict(world, packet(words, change));
    // What is sent again counts again; the evaluator sends it once.
    const expected = patient === undefined ? { hits: observed.hits } : {};
    expect(predicted).toMatchObject({ outcomes: [{ ...expected, senderSees: observed.senderSees }] });
  });

  const redirecting = { loader: 'nft', family: 4, text: rows(NAT, REDIRECT) + rows(FILTER, 'OUTPUT -p tcp') } as const;
  test('H4 a flow that is there before the rule is not redirected', () => {
    const flow = packet(OUT, { state: 'established' });
    expect(bed().load([redirecting], { established: [flow] })).toEqual([]);
    expect(hitsOf(bed().send(flow), 'nft4 ')).toBe('filter:OUTPUT:1');
    expect(textOf(bed().send(packet(OUT, { sourcePort: 40001 })))).toContain('127.0.0.1:15001');
  });
  test('H8 an INVALID packet is not redirected', () => {
    bed().load([redirecting]);
    expect(hitsOf(bed().send(packet(OUT, { state: 'invalid' })), 'nft4 ')).toBe('filter:OUTPUT:1');
  });
});

function textOf({ senderSees, reached }: Observation): string {
  if (reached === undefined) return senderSees;
  const { where, local, peer, originalDestination } = reached;
  return `${senderSees} ${where} ${local} from ${peer}${originalDestination === undefined ? '' : ` dialled ${originalDestination}`}`;
}

function hitsOf({ hits }: Observation, prefix: string): string {
  return Object.keys(hits)
    .map((name) => name.replace(prefix, ''))
    .sort()
    .join(' ');
}
