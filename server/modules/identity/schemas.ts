import { z } from 'zod';

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
