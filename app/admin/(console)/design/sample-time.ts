/** A fixed moment, some hours before or after the catalogue's own present. */
export function sampleNow(hours: number): Date {
  return new Date(Date.UTC(2026, 10, 21, 9, 5) + hours * 3_600_000);
}
