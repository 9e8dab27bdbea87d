export type InvitationRefusal = 'unknown' | 'used' | 'expired' | 'revoked';
type Dates = { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null };

/** Where an invitation stands: what was accepted or taken back is said before what ran out. */
export function invitationState(invitation: Dates | null | undefined, now: Date): 'open' | InvitationRefusal {
  if (!invitation) return 'unknown';
  if (invitation.acceptedAt) return 'used';
  if (invitation.revokedAt) return 'revoked';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}
