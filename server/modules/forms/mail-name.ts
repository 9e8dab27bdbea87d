/**
 * A workspace's name as it stands in a mail to somebody who may not know it: one short line, without an address that a mail program
 * would turn into a link.
 */
export function mailName(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>]/gu, ' ')
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S+|\S+@\S+/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
}
