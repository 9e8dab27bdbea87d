/** The bytes of a base64url text in its one canonical spelling (RFC 4648 §3.5, §5); undefined for any other text. */
export function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
