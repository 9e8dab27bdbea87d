export const workspaceStates = ['active', 'suspended', 'ended'] as const;

export const customerSorts = ['newest', 'name', 'health', 'contacts', 'messages'] as const;
export type CustomerSort = (typeof customerSorts)[number];
