export { createStaff, createUser, joinWorkspace } from './create-user.ts';
export { membershipsOf, roleIn, staffRoleOf } from './roles.ts';
export { endSession, type FoundSession, findSession } from './sessions.ts';
export { checkSignIn, redeemTicket } from './sign-in.ts';
