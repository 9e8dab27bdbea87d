import ipaddr from 'ipaddr.js';

/**
 * The client's address: the peer's, or the entry of X-Forwarded-For that the last trusted proxy wrote. `trusted` is how
 * many proxies stand in front; what clients wrote themselves lies further left and is never believed.
 */
export function clientAddress(peer: string, forwardedFor: string | null, trusted: number): string {
  const chain = [
    ...(forwardedFor ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    peer,
  ];
  const candidate = trusted > 0 ? (chain[Math.max(0, chain.length - 1 - trusted)] ?? peer) : peer;
  return ipaddr.isValid(candidate) ? ipaddr.process(candidate).toString() : '';
}
