'use client';
import { Building2, Plus, ReceiptText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useCallback } from 'react';
import { CommandPalette, type PaletteResult } from '#components/layout/command-palette.tsx';
import { useTRPCClient } from '#components/trpc.tsx';

const SHOWN_OF_EACH = 5;

type Props = {
  /** Whether a sale may be recorded here. */
  sells: boolean;
} & Pick<ComponentProps<typeof CommandPalette>, 'pages'>;

/** The palette of the console: its pages at once; customers and purchases as one types. */
export function ConsoleSearch({ sells, pages }: Props) {
  const t = useTranslations('backoffice');
  const client = useTRPCClient();
  const search = useCallback(
    async (query: string, signal: AbortSignal): Promise<PaletteResult[]> => {
      const input = { search: query, limit: SHOWN_OF_EACH };
      const [customers, purchases] = await Promise.all([
        client.backoffice.customers.list.query(input, { signal }),
        client.backoffice.purchases.list.query(input, { signal }),
      ]);
      return [
        ...customers.rows.map((row) => ({
          id: row.id,
          label: row.name,
          detail: t(`workspaceState.${row.state}`),
          href: `/admin/customers/${row.id}`,
          group: t('customers.title'),
          icon: <Building2 />,
        })),
        ...purchases.rows.map((row) => ({
          id: row.id,
          label: row.workspaceName ?? row.customerName ?? row.email,
          detail: `${row.planName} · ${t(`purchaseState.${row.state}`)}`,
          href: `/admin/purchases?q=${encodeURIComponent(row.email)}`,
          group: t('purchases.title'),
          icon: <ReceiptText />,
        })),
      ];
    },
    [client, t],
  );
  const sell = { label: t('purchases.new'), icon: <Plus />, href: '/admin/purchases?new=1' };
  return <CommandPalette pages={pages} actions={sells ? [sell] : []} search={search} />;
}
