/** What a customer can report (H28); the last asks for what the law gives a person over their own data (H30). */
export const reportKinds = [
  'password-lost',
  'unauthorised-use',
  'security-breach',
  'third-party-claim',
  'data-request',
] as const;
export type ReportKind = (typeof reportKinds)[number];
