import type { JsonValue } from '../../text/json/JsonValue.js';
import type { CelExpr } from '../model/CelExpr.js';
import { isUnknownValue } from '../string/unknownValue.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

const HARMLESS = fieldNames('id');
const KINDS = ['const_expr', 'ident_expr', 'select_expr', 'call_expr', 'list_expr'] as const;

/** `google.api.expr.v1alpha1.Expr`. A target of a call is its first argument. */
export function parseCelExpr(value: JsonValue, at: string): CelExpr {
  const message = new Message(value, at).ignore(HARMLESS);
  const kind = message.first(...KINDS);
  const part = kind === undefined ? undefined : message.message(kind);
  if (kind === undefined || part === undefined)
    return { at, kind: 'unsupported', field: message.unread()[0] ?? 'expr' };
  switch (kind) {
    case 'const_expr':
      return readConstant(part);
    case 'ident_expr':
      return { at, kind: 'ident', name: part.string('name') };
    case 'select_expr': {
      const operand = part.one('operand', parseCelExpr) ?? { at, kind: 'unsupported' as const, field: 'operand' };
      return { at, kind: 'select', operand, field: part.string('field'), testOnly: part.flag('test_only') };
    }
    case 'call_expr': {
      const target = part.one('target', parseCelExpr);
      const args = part.many('args', parseCelExpr);
      return { at, kind: 'call', function: part.string('function'), args: target ? [target, ...args] : args };
    }
    case 'list_expr':
      return { at, kind: 'list', elements: part.many('elements', parseCelExpr) };
  }
}

/** `Constant`; without a value it is null. */
function readConstant(constant: Message): CelExpr {
  const { at } = constant;
  const of = (value: Extract<CelExpr, { readonly kind: 'const' }>['value']): CelExpr => ({ at, kind: 'const', value });
  const boolean = constant.boolean('bool_value');
  if (boolean !== undefined) return of(boolean);
  const text = constant.text('string_value');
  if (text !== undefined) return isUnknownValue(text) ? { at, kind: 'unsupported', field: text } : of(text);
  const double = constant.number('double_value');
  if (double !== undefined) return of(double);
  const whole = constant.value('int64_value') ?? constant.value('uint64_value');
  if (whole === undefined) {
    const [field] = constant.unread();
    return field === undefined || field === 'null_value' ? of(null) : { at, kind: 'unsupported', field };
  }
  const digits = typeof whole === 'object' ? '' : String(whole);
  return /^-?\d{1,20}$/.test(digits) ? of(BigInt(digits)) : { at, kind: 'unsupported', field: 'int64_value' };
}
