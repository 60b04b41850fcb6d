import { explorePaths } from './explore/explorePaths.js';
import type { RecordedChoice } from './explore/ChoiceRecorder.js';
import type { Choice, Outcome, Path, Trace } from './model/Trace.js';
import type { TracePins, TraceRequest } from './model/TraceRequest.js';
import type { Verdict } from './model/Verdict.js';
import { dependsOn } from './inputs/dependsOn.js';
import type { Decided } from './walk/Decided.js';
import { PathBuilder } from './walk/PathBuilder.js';
import type { WalkContext } from './walk/WalkContext.js';
import { start } from './walk/start.js';
import type { WalkState } from './walk/state/WalkState.js';
import { walkRequest } from './walk/walkRequest.js';
import type { World } from './world/World.js';

/** What one run of the walk leaves behind. */
interface Run {
  readonly builder: PathBuilder;
  readonly verdict: Verdict;
}

/** A trace, and the choices among candidates that each of its paths made, in the order of its paths. */
export interface Walked {
  readonly trace: Trace;
  readonly decided: readonly (readonly Decided[])[];
}

/**
 * The answer to "what happens to this request": every followed path, its verdict, and what it rests on. Pure.
 *
 * @param begin where the walk begins: at the sender, or at a socket that has the connection already
 */
export function traceRequest(
  world: World,
  request: TraceRequest,
  pins: TracePins,
  begin: (context: WalkContext) => WalkState = start,
): Trace {
  return walkAll(world, request, pins, begin).trace;
}

/** The same, with what was decided on the way. */
export function walkAll(
  world: World,
  request: TraceRequest,
  pins: TracePins,
  begin: (context: WalkContext) => WalkState = start,
): Walked {
  const exploration = explorePaths((choose): Run => {
    const builder = new PathBuilder(pins.strict);
    const context: WalkContext = {
      world,
      request,
      pins,
      choose: builder.recording(choose),
      path: builder,
      journey: { proxies: [], visited: new Map(), legs: [], answers: [], flags: new Set() },
    };
    return { verdict: walkRequest(context, begin), builder };
  }, pins);
  const paths = exploration.paths.map(({ result, choices, probability }): Path => ({
    probability,
    choices: choices.map(choiceOf),
    hops: result.builder.hops(),
    verdict: result.verdict,
  }));
  const [first] = paths;
  if (first === undefined) throw new Error('a walk has at least one path');
  const builders = exploration.paths.map(({ result }) => result.builder);
  const trace: Trace = {
    request,
    verdict: first.verdict,
    outcomes: outcomesOf(paths),
    notFollowed: exploration.notFollowed,
    assumptions: unique(
      builders.flatMap((builder) => builder.assumptions()),
      ({ kind, text }) => `${kind} ${text}`,
    ),
    hops: first.hops,
    paths,
    dependsOn: dependsOn(builders),
    notSimulated: unique(
      builders.flatMap((builder) => builder.notSimulatedNames()),
      (name) => name,
    ),
  };
  return { trace, decided: builders.map((builder) => builder.decisions) };
}

function choiceOf({ fork, about, pinned, taken, branches }: RecordedChoice): Choice {
  const branch = branches[taken];
  return { fork, about, pinned, label: branch?.label ?? '', probability: branch?.probability ?? 1 };
}

/** Paths that end alike are one outcome: same verdict, flags and what the caller sees. */
function outcomesOf(paths: readonly Path[]): readonly Outcome[] {
  const found = new Map<string, { verdict: Verdict; probability: number; path: number }>();
  for (const [path, { verdict, probability }] of paths.entries()) {
    const key = JSON.stringify([
      verdict.code,
      verdict.flags,
      verdict.details,
      verdict.caller,
      verdict.likely?.code,
      verdict.unknown,
    ]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { verdict, probability, path });
    else known.probability += probability;
  }
  return [...found.values()].toSorted((a, b) => b.probability - a.probability);
}

function unique<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
