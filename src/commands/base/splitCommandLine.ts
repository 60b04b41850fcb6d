import type { Command } from '@oclif/core/command';
import { TOPIC_ALIASES } from './topics.js';

/** A command line, cut in two. */
export interface SplitCommandLine {
  /** The words that name a command or a topic, joined by colons: `proxy-config:listener`, `proxy-config`, or empty. */
  readonly id: string;
  /** The rest, in its order, flags that stood before or between the words first. */
  readonly args: readonly string[];
}

type Cached = Pick<Command.Cached, 'id' | 'flags'>;

/** Finds the words that name the command. Flags may stand before and between them, as kubectl and istioctl allow. */
export function splitCommandLine(argv: readonly string[], commands: readonly Cached[]): SplitCommandLine {
  const aside: string[] = [];
  let id = '';
  let position = 0;
  for (; position < argv.length; position++) {
    const token = argv[position] ?? '';
    const below = commands.filter((command) => id === '' || command.id.startsWith(`${id}:`));
    if (below.length === 0 || token === '--') break;
    if (token.startsWith('-') && token !== '-') {
      const next = argv[position + 1];
      aside.push(token);
      if (next === undefined || !takesNext(token, below, childOf(id, next, below) !== undefined)) continue;
      aside.push(next);
      position++;
    } else {
      const child = childOf(id, token, below);
      if (child === undefined) break;
      id = child;
    }
  }
  return { id, args: [...aside, ...argv.slice(position)] };
}

function childOf(parent: string, word: string, commands: readonly Cached[]): string | undefined {
  const id = parent === '' ? (TOPIC_ALIASES[word] ?? word) : `${parent}:${word}`;
  return commands.some((command) => command.id === id || command.id.startsWith(`${id}:`)) ? id : undefined;
}

/** Whether the flag's value is the next token. Where commands disagree, a token that names a command is none. */
function takesNext(token: string, commands: readonly Cached[], nextIsCommand: boolean): boolean {
  const isAttached = token.includes('=') || (!token.startsWith('--') && token.length > 2);
  if (isAttached) return false;
  const types = new Set(commands.flatMap((command) => flagTypes(token.replace(/^--?/, ''), command)));
  return types.has('option') && !(types.has('boolean') && nextIsCommand);
}

function flagTypes(name: string, command: Cached): readonly ('option' | 'boolean')[] {
  return Object.values(command.flags)
    .filter((flag) => [flag.name, flag.char, ...(flag.aliases ?? []), ...(flag.charAliases ?? [])].includes(name))
    .map((flag) => flag.type);
}
