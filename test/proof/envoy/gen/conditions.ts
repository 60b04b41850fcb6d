import type { Random } from '../random.js';
import type { Json } from './types.js';

function text(value: string): Json {
  return { const_expr: { string_value: value } };
}

function whole(value: number): Json {
  return { const_expr: { int64_value: String(value) } };
}

function ident(name: string): Json {
  return { ident_expr: { name } };
}

function select(operand: Json, field: string, testOnly = false): Json {
  return { select_expr: { operand, field, ...(testOnly ? { test_only: true } : {}) } };
}

function call(name: string, ...args: readonly Json[]): Json {
  return { call_expr: { function: name, args: [...args] } };
}

const REQUEST = ['path', 'url_path', 'query', 'host', 'scheme', 'method', 'protocol', 'referer', 'useragent'] as const;
const WORDS = ['a', 'b', '/a', '/', 'GET', 'POST', 'http', 'HTTP/1.1', 'o.example', 'q=1', '1', ''] as const;
const HEADERS = ['x-a', 'X-B', 'x-c', ':path', 'host', 'user-agent'] as const;

/** Something that is a text, or an error. */
function aText(random: Random): Json {
  switch (random.int(6)) {
    case 0:
    case 1:
      return select(ident('request'), random.pick(REQUEST));
    case 2:
    case 3:
      return call('_[_]', select(ident('request'), 'headers'), text(random.pick(HEADERS)));
    case 4:
      return call(
        '_[_]',
        call('_[_]', select(ident('metadata'), 'filter_metadata'), text('n')),
        text(random.pick(['a', 'zz', 'd'])),
      );
    default:
      return select(ident(random.pick(['source', 'destination'])), 'address');
  }
}

function aNumber(random: Random): Json {
  return random.pick([
    select(ident('destination'), 'port'),
    select(ident('source'), 'port'),
    call('size', select(ident('request'), 'path')),
    select(ident('request'), 'size'),
    whole(random.pick([0, 2, 80, 81, 5555])),
  ]);
}

/** `Policy.condition`: an expression of CEL that is a boolean, or an error. */
export function condition(random: Random, depth: number): Json {
  if (depth > 0 && random.chance(45)) {
    const inner = (): Json => condition(random, depth - 1);
    switch (random.int(4)) {
      case 0:
        return call('!_', inner());
      case 1:
        return call('_?_:_', inner(), inner(), inner());
      default:
        return call(random.pick(['_&&_', '_||_']), inner(), inner());
    }
  }
  switch (random.int(9)) {
    case 0:
    case 1:
      return call(random.pick(['_==_', '_!=_']), aText(random), text(random.pick(WORDS)));
    case 2:
    case 3: {
      const name = random.pick(['startsWith', 'endsWith', 'contains', 'matches']);
      const argument = name === 'matches' ? random.pick(['a', '^/a', '^GET$', '[0-9]+', '.*b']) : random.pick(WORDS);
      return { call_expr: { function: name, target: aText(random), args: [text(argument)] } };
    }
    case 4:
      return call(random.pick(['_<_', '_<=_', '_>_', '_>=_', '_==_']), aNumber(random), aNumber(random));
    case 5:
      return call('@in', text(random.pick(HEADERS)), select(ident('request'), 'headers'));
    case 6:
      return call('@in', aText(random), { list_expr: { elements: [text(random.pick(WORDS)), text('GET')] } });
    case 7:
      return select(ident('request'), random.pick(['referer', 'useragent', 'path', 'none']), true);
    default:
      return random.pick([{ const_expr: { bool_value: random.chance(50) } }, select(ident('connection'), 'mtls')]);
  }
}
