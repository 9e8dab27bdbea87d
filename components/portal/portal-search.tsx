'use client';

import { ClipboardList, FolderTree, ListOrdered, Plus, Send, Upload, UserPlus, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useCallback, useMemo } from 'react';
import { CommandPalette, type PaletteResult } from '#components/layout/command-palette.tsx';
import { matchOf } from '#components/layout/palette-results.ts';
import { useTRPCClient } from '#components/trpc.tsx';
import { memberMay, type WorkspaceRole } from '#shared/permissions.ts';

const SHOWN_OF_EACH = 5;

type Props = {
  /** The workspace's address, without a slash at its end. */
  base: string;
  /** Whether campaigns and contacts may be read here: without it only pages are found. */
  reads: boolean;
  role: WorkspaceRole;
} & Pick<ComponentProps<typeof CommandPalette>, 'pages'>;

/** What the role may begin from anywhere. */
function useActions(base: string, reads: boolean, role: WorkspaceRole) {
  const t = useTranslations('portal.palette');
  return useMemo(() => {
    const may = (permission: Parameters<typeof memberMay>[1]) => reads && memberMay(role, permission);
    return [
      ...(may('campaigns:write') ? [{ label: t('newCampaign'), icon: <Plus />, href: `${base}/campaigns?new=1` }] : []),
      ...(may('contacts:write')
        ? [
            { label: t('import'), icon: <Upload />, href: `${base}/contacts/import` },
            { label: t('newContact'), icon: <UserPlus />, href: `${base}/contacts?new=1` },
            { label: t('newForm'), icon: <ClipboardList />, href: `${base}/forms?new=1` },
          ]
        : []),
      ...(may('campaigns:send') ? [{ label: t('queue'), icon: <ListOrdered />, href: `${base}/queue` }] : []),
    ];
  }, [t, base, reads, role]);
}

/** The palette of the portal: its pages and acts at once; campaigns, contacts, groups and forms as one types. */
export function PortalSearch({ base, reads, role, pages }: Props) {
  const t = useTranslations('portal.nav');
  const state = useTranslations('campaigns.state');
  const client = useTRPCClient();
  const actions = useActions(base, reads, role);
  const search = useCallback(
    async (query: string, signal: AbortSignal): Promise<PaletteResult[]> => {
      const [campaigns, contacts, groups, forms] = await Promise.all([
        client.campaigns.list.query({ search: query, limit: SHOWN_OF_EACH }, { signal }),
        client.contacts.list.query({ q: query, limit: SHOWN_OF_EACH }, { signal }),
        client.contacts.groups.query(undefined, { signal }),
        client.forms.list.query({ limit: 200 }, { signal }),
      ]);
      const named = <Row extends { name: string }>(rows: readonly Row[]) =>
        rows.filter((row) => matchOf({ label: row.name }, query) !== undefined).slice(0, SHOWN_OF_EACH);
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
        ...named(groups).map((row) => ({
          id: row.id,
          label: row.name,
          href: `${base}/contacts?group=${row.id}`,
          group: t('groups'),
          icon: <FolderTree />,
        })),
        ...named(forms.rows).map((row) => ({
          id: row.id,
          label: row.name,
          href: `${base}/forms/${row.id}`,
          group: t('forms'),
          icon: <ClipboardList />,
        })),
      ];
    },
    [client, base, state, t],
  );
  return <CommandPalette pages={pages} actions={actions} scope={base} {...(reads ? { search } : {})} />;
}
