import { describe, expect, it, test } from 'vitest';
import { changesText } from '../../../src/trace/suggest/change/changeText.js';
import { sampleRegex } from '../../../src/trace/suggest/change/sampleRegex.js';
import type { Step } from '../../../src/trace/model/Step.js';
import type { Trace } from '../../../src/trace/model/Trace.js';
import { lessonCases, type LessonCase } from '../../proof/envoy/derive/lessonCase.js';
import { generate, PROFILES } from '../../proof/envoy/gen/generate.js';
import type { SentCase } from '../../proof/envoy/bed/askAll.js';
import { worldOfConfigurations } from '../../proof/envoy/worldOfConfigurations.js';

/* Over generated configurations: what is taught about a request is so when the request is changed as it says. */

const { predictor, cases } = worldOfConfigurations(
  PROFILES.flatMap((_, index) => [generate(index), generate(index + 1000)]),
);
const taught = cases.flatMap((sent) => lessonCases(predictor, sent).map((one) => ({ sent, ...one })));

/** The steps of that kind that chose the candidate. */
function chose(trace: Trace, { lesson }: LessonCase): readonly Step[] {
  const kinds: Readonly<Record<LessonCase['lesson']['kind'], readonly Step['kind'][]>> = {
    route: ['route'],
    virtual_host: ['virtual_host'],
    filter_chain: ['filter_chain'],
    policy: ['http_filter', 'network_filter'],
  };
  return trace.hops
    .flatMap(({ steps }) => steps)
    .filter(
      ({ kind, evidence }) =>
        kinds[lesson.kind].includes(kind) && evidence.some((one) => one.kind === 'json' && one.pointer === lesson.at),
    );
}

function text({ sent, lesson }: { readonly sent: SentCase } & Pick<LessonCase, 'lesson'>): string {
  return `seed ${sent.configuration.seed}, ${JSON.stringify(sent.request)}: ${changesText(lesson.changes)} ${lesson.candidate}`;
}

describe('the smallest change that is told', () => {
  test('there are many, of every kind', () => {
    const kinds = new Set(taught.map(({ lesson }) => lesson.kind));
    expect([...kinds].sort()).toEqual(['filter_chain', 'policy', 'route', 'virtual_host']);
    expect(taught.length).toBeGreaterThan(100);
  });

  it('makes the candidate win', () => {
    const broken = taught.filter(({ sent, lesson, request }) => {
      const { trace } = predictor.walk(sent.port, request, sent.id);
      const steps = chose(trace, { lesson, request });
      return lesson.escapes
        ? steps.some(({ outcome }) => outcome === 'denied')
        : steps.every(({ outcome }) => outcome !== 'matched' && outcome !== 'passed');
    });
    expect(broken.map(text)).toEqual([]);
  });

  it('leads to the verdict that is told', () => {
    const broken = taught.filter(
      ({ sent, lesson, request }) => predictor.walk(sent.port, request, sent.id).trace.verdict.code !== lesson.leadsTo,
    );
    expect(broken.map(text)).toEqual([]);
  });

  it('is needed: without it the candidate does not win', () => {
    const broken = taught.filter(({ sent, lesson, request }) => {
      const { trace } = predictor.walk(sent.port, sent.request, sent.id);
      const steps = chose(trace, { lesson, request });
      return trace.paths.length === 1 && !lesson.escapes && steps.some(({ outcome }) => outcome === 'matched');
    });
    expect(broken.map(text)).toEqual([]);
  });
});

describe('a text for a regular expression', () => {
  it.each([
    ['a.*', 'a'],
    ['/api/v\\d+(/.*)?', '/api/v1'],
    ['(?i)ab', 'ab'],
    ['[a-c]{2}x', 'aax'],
    ['(?:one|two)$', 'one'],
    ['[^a]b', 'xb'],
    ['\\pL', undefined],
  ])('%s: %s', (regex, sample) => expect(sampleRegex(regex)).toBe(sample));
});
