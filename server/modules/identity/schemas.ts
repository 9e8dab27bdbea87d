import { z } from 'zod';
import { checkAddress } from '#shared/address.ts';
import { cursorPage } from '#shared/paging.ts';
import { memberRoles } from '#shared/permissions.ts';
import { staffAccessLevels } from './values.ts';

export * from './values.ts';

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._@-]*$/);

/** Length only: composition rules push people to weaker ones (NIST SP 800-63B §3.1.1). */
export const newPassword = z.string().min(10).max(200);

export const signInInput = z.object({
  username: z.string().trim().toLowerCase().min(1).max(200),
  password: z.string().min(1).max(200),
  surface: z.enum(['portal', 'console']),
});
export type SignInInput = z.infer<typeof signInInput>;

export const changePasswordInput = z.object({ current: z.string().min(1).max(200), next: newPassword });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const preferencesInput = z.object({
  language: z.enum(['it', 'en']).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
});
export type PreferencesInput = z.infer<typeof preferencesInput>;

export const invitePersonInput = z.object({
  email: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .refine((text) => checkAddress(text).valid, 'email'),
  role: z.enum(memberRoles),
});
export type InvitePersonInput = z.infer<typeof invitePersonInput>;
export const invitationIdInput = z.object({ id: z.uuid() });

const invitationToken = z.string().min(1).max(200);
/** Registration of whoever was invited: the address is the invitation's. */
export const acceptInvitationInput = z.object({
  token: invitationToken,
  name: z.string().trim().min(1).max(120),
  username,
  password: newPassword,
  language: z.enum(['it', 'en']),
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;
export const joinByInvitationInput = z.object({ token: invitationToken });

export const memberIdInput = z.object({ userId: z.uuid() });
export const changeRoleInput = z.object({ userId: z.uuid(), role: z.enum(memberRoles) });
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;
export const leaveWorkspaceInput = z.object({ workspaceId: z.uuid() });
export const openStaffAccessInput = z.object({
  workspaceId: z.uuid(),
  purpose: z.string().trim().min(10).max(500),
  ticket: z.string().trim().max(40).default(''),
  level: z.enum(staffAccessLevels),
  minutes: z.number().int().min(15).max(480),
});
export type OpenStaffAccessInput = z.output<typeof openStaffAccessInput>;
export const endStaffAccessInput = z.object({ workspaceId: z.uuid(), accessId: z.uuid() });
export const staffAccessesInput = cursorPage;
export type StaffAccessesInput = z.infer<typeof staffAccessesInput>;
export const staffAccessActsInput = z.object({ accessId: z.uuid() });

/** The name that a person's choice about the mails on new stations is kept under. */
export const newStationMailSetting = 'access.new-station-mail';

const oneCode = z.string().trim().min(1).max(40);
const linkToken = z.string().min(1).max(200);
const ownPassword = z.string().min(1).max(200);

export const signInCodeInput = z.object({ challenge: z.string().min(1).max(600), code: oneCode });
export type SignInCodeInput = z.infer<typeof signInCodeInput>;

export const askLinkInput = z.object({
  /** A username or an address. */
  login: z.string().trim().toLowerCase().min(1).max(254),
  surface: z.enum(['portal', 'console']),
  what: z.enum(['reset', 'block']),
});
export type AskLinkInput = z.infer<typeof askLinkInput>;

export const resetPasswordInput = z.object({ token: linkToken, password: newPassword });
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>;
export const linkTokenInput = z.object({ token: linkToken });

export const ownPasswordInput = z.object({ password: ownPassword });
export const codeInput = z.object({ code: oneCode });
export const endSecondFactorInput = z.object({ password: ownPassword, code: oneCode });

export const ownSessionInput = z.object({ id: z.uuid() });
export const signInsInput = cursorPage.extend({ cursor: z.uuid().nullish() });
export type SignInsInput = z.output<typeof signInsInput>;
export const newStationMailInput = z.object({ on: z.boolean() });

/** What people choose for themselves, by the name it is kept under. */
export const personSettings = {
  /** The columns of the list of contacts, in their order; an attribute's is `attribute.KEY`. */
  'contacts.columns': z.array(z.string().max(80)).max(150),
  /** Pairs of contacts that are two people: their ids, the smaller first, with a space between. */
  'contacts.not-duplicates': z.array(z.string().max(80)).max(1000),
} as const;
export type PersonSettingKey = keyof typeof personSettings;
const settingNames = ['contacts.columns', 'contacts.not-duplicates'] as const satisfies PersonSettingKey[];
export const personSettingInput = z.object({ key: z.enum(settingNames) });
export const setPersonSettingInput = z.discriminatedUnion('key', [
  z.object({ key: z.literal('contacts.columns'), value: personSettings['contacts.columns'] }),
  z.object({ key: z.literal('contacts.not-duplicates'), value: personSettings['contacts.not-duplicates'] }),
]);
