import type { CelExpr } from '../model/CelExpr.js';

/** What a condition asks of a request, by the names of criteria that ask the same. */
export function inputsOfCel(expr: CelExpr): readonly string[] {
  return [...new Set(namesIn(expr))];
}

function namesIn(expr: CelExpr): readonly string[] {
  switch (expr.kind) {
    case 'select':
      return [...ofMember(expr.operand, expr.field), ...namesIn(expr.operand)];
    case 'call':
      return [...ofIndex(expr.args), ...expr.args.flatMap(namesIn)];
    case 'list':
      return expr.elements.flatMap(namesIn);
    case 'const':
    case 'ident':
    case 'unsupported':
      return [];
  }
}

const OF_REQUEST: Readonly<Record<string, string>> = {
  path: 'path',
  url_path: 'path',
  query: 'path',
  host: 'header :authority',
  scheme: 'header :scheme',
  method: 'header :method',
  referer: 'header referer',
  useragent: 'header user-agent',
  id: 'header x-request-id',
  size: 'header content-length',
};

function ofMember(operand: CelExpr, field: string): readonly string[] {
  if (operand.kind === 'select' && operand.field === 'headers') return [`header ${field.toLowerCase()}`];
  if (operand.kind !== 'ident') return [];
  switch (operand.name) {
    case 'request':
      return OF_REQUEST[field] === undefined ? [] : [OF_REQUEST[field]];
    case 'connection':
      return [field === 'requested_server_name' ? 'requested_server_name' : 'authenticated'];
    case 'source':
      return ['remote_ip', 'source_ports'];
    case 'destination':
      return ['destination_ip', 'destination_port'];
    default:
      return [];
  }
}

/** `request.headers[x]`, `x in request.headers`. */
function ofIndex(args: readonly CelExpr[]): readonly string[] {
  const headers = args.some((arg) => arg.kind === 'select' && arg.field === 'headers');
  return headers
    ? args.flatMap((arg) =>
        arg.kind === 'const' && typeof arg.value === 'string' ? [`header ${arg.value.toLowerCase()}`] : [],
      )
    : [];
}
