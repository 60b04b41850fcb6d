/** A probability as a percentage with at most two decimals: `100 %`, `12.5 %`, `<0.01 %`. */
export function percent(probability: number): string {
  const value = probability * 100;
  if (value > 0 && value < 0.01) return '<0.01 %';
  return `${Number(value.toFixed(2))} %`;
}
