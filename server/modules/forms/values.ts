export const formLanguages = ['it', 'en'] as const;
export type FormLanguage = (typeof formLanguages)[number];
export const signUpStates = ['pending', 'confirmed', 'expired'] as const;
export type SignUpState = (typeof signUpStates)[number];
