/** As text that no reader takes for another number: `1.234` might be a thousand and more, `1.2340` is not. */
export function plainNumber(value: number): string {
  const text = String(value).includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : String(value);
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}
