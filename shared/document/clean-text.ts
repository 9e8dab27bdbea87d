/** Control characters that no text needs; NUL and lone surrogates cannot be stored in jsonb at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text over several lines: LF only, no other control characters, well-formed UTF-16 (lone surrogates become U+FFFD). */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '');
}

/** One line: every run of breaks and tabs (U+2028 and U+2029 too) becomes one space. */
export function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\r\n\t\u2028\u2029\u0085]+/g, ' ')
    .replace(controls, '');
}
