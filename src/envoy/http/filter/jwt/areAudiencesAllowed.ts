/** Whether one of a token's audiences is among those wanted; the scheme and a `/` at the end do not count (source/common/jwt/check_audience.cc). */
export function areAudiencesAllowed(wanted: readonly string[], audiences: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const known = new Set(wanted.map(bare));
  return audiences.some((audience) => known.has(bare(audience)));
}

function bare(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
