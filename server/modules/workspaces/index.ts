export { createWorkspace } from './create-workspace.ts';
export { entitled, entitlementsOf, grantEntitlement, limitOf } from './entitlements.ts';
export { findWorkspace, findWorkspaceBySlug } from './find-workspace.ts';
export { providerSettings, recentProviderSettings, setProviderSetting } from './provider-settings.ts';
