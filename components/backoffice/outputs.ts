import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

/** What the console's procedures answer. */
export type Outputs = inferRouterOutputs<AppRouter>['backoffice'];
export type CustomerFacts = Outputs['customers']['get'];
export type PurchaseRow = Outputs['purchases']['list']['rows'][number];
export type EnquiryRow = Outputs['enquiries']['list']['rows'][number];
export type StaffRow = Outputs['staff']['list'][number];
export type SettingRow = Outputs['settings']['list'][number];
export type FoundDelivery = Outputs['deliveries']['search']['rows'][number];
