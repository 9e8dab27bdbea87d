/** An address of which its owner recognises enough and nobody else learns it: `n•••@lungofiume.example`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${address.slice(0, 1)}•••${address.slice(at)}`;
}
