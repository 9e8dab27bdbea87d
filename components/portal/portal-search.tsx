'use client';

import { Send, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useCallback } from 'react';
import { CommandPalette, type PaletteResult } from '#components/layout/command-palette.tsx';
import { useTRPCClient } from '#components/trpc.tsx';

const SHOWN_OF_EACH = 5;

type Props = {
  /** The workspace's address, without a slash at its end. */
  base: string;
  /** Whether campaigns and contacts may be read here: without it only pages are found. */
  reads: boolean;
} & Pick<ComponentProps<typeof CommandPalette>, 'pages'>;

/** The palette of the portal: its pages at once; campaigns and contacts as one types. */
export function PortalSearch({ base, reads, pages }: Props) {
  const t = useTranslations('portal.nav');
  const state = useTranslations('campaigns.state');
  const client = useTRPCClient();
  const search = useCallback(
    async (query: string, signal: AbortSignal): Promise<PaletteResult[]> => {
      const [campaigns, contacts] = await Promise.all([
        client.campaigns.list.query({ search: query, limit: SHOWN_OF_EACH }, { signal }),
        client.contacts.list.query({ q: query, limit: SHOWN_OF_EACH }, { signal }),
      ]);
      return [
        ...campaigns.rows.map((row) => ({
          id: row.id,
          label: row.name,
          detail: state(row.state),
          href: `${base}/campaigns/${row.id}`,
          group: t('campaigns'),
          icon: <Send />,
        })),
        ...contacts.rows.map((row) => {
          const name = `${row.firstName} ${row.lastName}`.trim();
          return {
            id: row.id,
            label: name || row.address,
            ...(name ? { detail: row.address } : {}),
            href: `${base}/contacts/${row.id}`,
            group: t('contacts'),
            icon: <UserRound />,
          };
        }),
      ];
    },
    [client, base, state, t],
  );
  return <CommandPalette pages={pages} {...(reads ? { search } : {})} />;
}
