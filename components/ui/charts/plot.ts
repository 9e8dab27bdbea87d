/** A line through values at equal steps, on a square of 1000 whose top is `most`: `x,y x,y …` as SVG's `points` has it. One value is a level line. */
export function linePoints(values: number[], most: number): string {
  const spread = values.length === 1 ? [...values, ...values] : values;
  const last = Math.max(1, spread.length - 1);
  return spread
    .map((value, index) => `${round((index / last) * 1000)},${round(1000 - (value / Math.max(1, most)) * 1000)}`)
    .join(' ');
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Which of so many values are written under a chart: the first, the last, and at most five at equal steps between. */
export function ticksFor(count: number, most = 7): number[] {
  if (count < 2) return count === 1 ? [0] : [];
  const steps = Math.min(most - 1, count - 1);
  return [...new Set(Array.from({ length: steps + 1 }, (_, step) => Math.round((step * (count - 1)) / steps)))];
}
