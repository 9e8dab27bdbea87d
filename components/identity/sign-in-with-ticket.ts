/**
 * Turns a one-time ticket into the surface's session cookie, through next-auth's credentials callback (its CSRF token is
 * asked for first). Throws when the ticket is refused.
 */
export async function signInWithTicket(surface: 'portal' | 'console', ticket: string): Promise<void> {
  const base = surface === 'console' ? '/api/console-auth' : '/api/auth';
  const { csrfToken } = (await (await fetch(`${base}/csrf`)).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, ticket, json: 'true', callbackUrl: location.origin });
  const answer = await fetch(`${base}/callback/credentials`, { method: 'POST', body });
  if (!answer.ok) throw new Error('the ticket was refused');
}
