'use client';
import { Building2, Cog, Inbox, MailSearch, Plus, ReceiptText, UserCog, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useCallback } from 'react';
import { CommandPalette, type PaletteResult } from '#components/layout/command-palette.tsx';
import { matchOf } from '#components/layout/palette-results.ts';
import { useTRPCClient } from '#components/trpc.tsx';
import type { ProviderSettingKey } from '#server/modules/workspaces/schemas.ts';
import { type StaffRole, staffMay } from '#shared/permissions.ts';

const SHOWN_OF_EACH = 5;

/** Loaded with the first search: every page of the console has the palette, and few visits search. */
async function settingKeys(): Promise<ProviderSettingKey[]> {
  const { providerSettingsSchema } = await import('#server/modules/workspaces/schemas.ts');
  return Object.keys(providerSettingsSchema.shape) as ProviderSettingKey[];
}

type Props = { role: StaffRole } & Pick<ComponentProps<typeof CommandPalette>, 'pages'>;

/** The palette of the console: its pages and acts at once; customers, purchases, people and settings as one types. */
export function ConsoleSearch({ role, pages }: Props) {
  const t = useTranslations('backoffice');
  const client = useTRPCClient();
  const search = useCallback(
    async (query: string, signal: AbortSignal): Promise<PaletteResult[]> => {
      const input = { search: query, limit: SHOWN_OF_EACH };
      const [customers, enquiries, purchases, staff, keys] = await Promise.all([
        client.backoffice.customers.list.query(input, { signal }),
        client.backoffice.enquiries.list.query(input, { signal }),
        client.backoffice.purchases.list.query(input, { signal }),
        staffMay(role, 'staff:people') ? client.backoffice.staff.list.query(undefined, { signal }) : [],
        staffMay(role, 'staff:settings') ? settingKeys() : [],
      ]);
      const people = staff.filter(
        ({ name, username, email }) => matchOf({ label: name, detail: `${username} ${email}` }, query) !== undefined,
      );
      const settings = keys.filter(
        (key) => matchOf({ label: t(`settings.labels.${key}`), detail: key }, query) !== undefined,
      );
      return [
        ...customers.rows.map((row) => ({
          id: row.id,
          label: row.name,
          detail: t(`workspaceState.${row.state}`),
          href: `/admin/customers/${row.id}`,
          group: t('customers.title'),
          icon: <Building2 />,
        })),
        ...enquiries.rows.map((row) => ({
          id: row.id,
          label: row.name,
          detail: t(`enquiryState.${row.state}`),
          href: `/admin/enquiries?id=${row.id}`,
          group: t('enquiries.title'),
          icon: <Inbox />,
        })),
        ...purchases.rows.map((row) => ({
          id: row.id,
          label: row.workspaceName ?? row.customerName ?? row.email,
          detail: `${row.planName} · ${t(`purchaseState.${row.state}`)}`,
          href: `/admin/purchases?q=${encodeURIComponent(row.email)}`,
          group: t('purchases.title'),
          icon: <ReceiptText />,
        })),
        ...people.slice(0, SHOWN_OF_EACH).map((row) => ({
          id: row.userId,
          label: row.name,
          detail: t(`role.${row.role}`),
          href: '/admin/staff',
          group: t('staff.title'),
          icon: <UserCog />,
        })),
        ...settings.slice(0, SHOWN_OF_EACH).map((key) => ({
          id: key,
          label: t(`settings.labels.${key}`),
          detail: key,
          href: `/admin/settings?q=${encodeURIComponent(key)}`,
          group: t('settings.title'),
          icon: <Cog />,
        })),
      ];
    },
    [client, t, role],
  );
  const actions = [
    ...(staffMay(role, 'staff:purchases')
      ? [{ label: t('purchases.new'), icon: <Plus />, href: '/admin/purchases?new=1' }]
      : []),
    ...(staffMay(role, 'staff:access')
      ? [{ label: t('deliveries.start'), icon: <MailSearch />, href: '/admin/deliveries' }]
      : []),
    ...(staffMay(role, 'staff:people')
      ? [{ label: t('staff.new'), icon: <UserPlus />, href: '/admin/staff?new=1' }]
      : []),
  ];
  return <CommandPalette pages={pages} actions={actions} scope="console" search={search} />;
}
