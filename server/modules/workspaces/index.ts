export { assertActive } from './assert-active.ts';
export { createWorkspace } from './create-workspace.ts';
export { entitled, entitlementsOf, grantEntitlement, limitOf } from './entitlements.ts';
export { findWorkspace, findWorkspaceBySlug } from './find-workspace.ts';
export { holdUnapprovedJob } from './jobs.ts';
export { FEW_ROWS, type Kept, keptOrTaken, keptSums, keptSumsOf, takeSums } from './kept-sums.ts';
export { openFlags, particularsHistory } from './particulars.ts';
export {
  providerSettings,
  recentProviderSettings,
  resetProviderSetting,
  setProviderSetting,
} from './provider-settings.ts';
