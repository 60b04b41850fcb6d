/** What RE2 would say of an expression that it does not accept, or that is too large for us. Never leaves `compileRe2`. */
export class Re2SyntaxError extends Error {
  override readonly name = 'Re2SyntaxError';
}
