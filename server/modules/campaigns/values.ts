import { presetNames } from '#shared/document/preset-names.ts';

export const stateGroupNames = ['draft', 'scheduled', 'sending', 'finished', 'cancelled'] as const;
export type StateGroup = (typeof stateGroupNames)[number];

export const themeNames = ['empty', ...presetNames] as const;
export type ThemeName = (typeof themeNames)[number];

/** What may go along with a message: Gmail and others refuse more than 25 MB, and base64 adds a third. */
export const fileLimits = { bytes: 10_000_000, count: 10 } as const;

/** Whom of an ended campaign's recipients a re-send is for. */
export const resendKinds = ['non-clickers', 'non-openers', 'failed', 'uncertain'] as const;
export type ResendKind = (typeof resendKinds)[number];
export const isResendKind = (text: string): text is ResendKind => (resendKinds as readonly string[]).includes(text);

/** What an upload may be; typed by content, whatever its name says. */
export const imageLimits = { bytes: 10 * 1024 * 1024, pixels: 40_000_000, width: 1600 } as const;
