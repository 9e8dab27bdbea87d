'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { FilterChips, useUrlParam } from '#components/ui/filter-chips.tsx';
import { Section } from '#components/ui/section.tsx';
import { Timeline, type TimelineItem } from '#components/ui/timeline.tsx';
import { changeKinds } from '#server/modules/contacts/values.ts';
import { useBlockReason } from '../block-reason.ts';
import type { ContactDetail } from './contact-types.ts';

const kinds = [
  'created',
  'updated',
  'imported',
  'subscribed',
  'unsubscribed',
  'tracking',
  'blocked',
  'unblocked',
  'bounced',
  'complained',
  'merged',
  'unmerged',
  'restored',
] as const;
const vias = ['manual', 'link', 'one-click', 'complaint', 'bulk'] as const;
const proofs = ['import', 'form', 'manual', 'link', 'demo'] as const;
const tones = {
  subscribed: 'good',
  unsubscribed: 'neutral',
  blocked: 'bad',
  bounced: 'bad',
  complained: 'bad',
} as const;

/** What happened to the contact, newest first; its messages are told apart. It is read while the contact still is. */
export function ContactTimeline({ id, contact }: { id: string; contact: ContactDetail | undefined }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const [chosen] = useUrlParam('change');
  const shown = changeKinds.find((one) => one === chosen);
  const changed = useChangeWords();
  const blockReason = useBlockReason();
  const query = useInfiniteQuery(
    trpc.contacts.timeline.infiniteQueryOptions(
      { id, limit: 25, ...(shown ? { kind: shown } : {}) },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const topics = contact?.topics ?? [];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const items = rows.map((row): TimelineItem => {
    const kind = kinds.find((one) => one === row.kind);
    const topic = topics.find((one) => one.id === row.detail.topicId);
    const via = vias.find((one) => one === row.detail.via);
    const reason = typeof row.detail.reason === 'string' && kind === 'blocked' ? blockReason(row.detail.reason) : '';
    const address = typeof row.detail.address === 'string' ? row.detail.address : '';
    const source = proofs.find((one) => one === row.evidence?.source);
    const proof = row.evidence && [
      source && t('detail.proof', { source: t(`detail.source.${source}`) }),
      `“${row.evidence.text}”`,
      row.evidence.address,
    ];
    const detail = [via && t(`via.${via}`), reason, address, ...changed(row.detail), ...(proof ?? [])]
      .filter(Boolean)
      .join(' · ');
    const tone = kind && kind in tones ? tones[kind as keyof typeof tones] : undefined;
    return {
      id: row.id,
      title: `${t(`change.${kind ?? 'other'}`)}${topic ? `: ${topic.name}` : ''}`,
      at: row.at,
      by: row.actorName,
      ...(detail ? { detail } : {}),
      ...(tone ? { tone } : {}),
    };
  });
  // An import makes its contacts without a line for each: where they came from is on their evidence.
  const told = rows.some((row) => row.kind === 'created');
  if (contact && query.isSuccess && !query.hasNextPage && !told && !shown) {
    const proof = topics.find((topic) => topic.evidence?.source === 'import')?.evidence;
    const detail = proof ? { detail: t('detail.source.import') } : {};
    items.push({ id: 'added', title: t('detail.added'), at: contact.createdAt, ...detail });
  }
  return (
    <Section
      title={t('detail.timeline')}
      action={
        <FilterChips
          param="change"
          label={t('detail.timeline')}
          allLabel={t('all')}
          options={changeKinds.map((value) => ({ value, label: t(`detail.changeKinds.${value}`) }))}
        />
      }
    >
      {items.length > 0 && <Timeline items={items} />}
      {items.length === 0 && contact && !query.isPending && (
        <p className="text-table text-ink-2">{t('detail.timelineEmpty')}</p>
      )}
      {query.hasNextPage && (
        <Button size="s" className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('detail.older')}
        </Button>
      )}
    </Section>
  );
}

/** What each field was and became, in words; before that was kept, which fields. */
function useChangeWords(): (detail: Record<string, unknown>) => string[] {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  const nameOf = (field: string) => {
    if (field.startsWith('attributes.')) {
      const key = field.slice('attributes.'.length);
      return attributes.data?.find((one) => one.key === key)?.label ?? key;
    }
    const known = (['address', 'firstName', 'lastName', 'language', 'groups', 'attributes'] as const).find(
      (one) => one === field,
    );
    return known ? t(`detail.fields.${known}`) : field;
  };
  const shown = (value: unknown) => {
    if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
    return value === null || value === undefined || value === '' ? t('detail.nothing') : String(value);
  };
  return ({ changes, fields }) => {
    if (Array.isArray(changes)) {
      return (changes as { field: string; before: unknown; after: unknown }[]).map(({ field, before, after }) =>
        t('detail.fromTo', { field: nameOf(field), before: shown(before), after: shown(after) }),
      );
    }
    return Array.isArray(fields) ? fields.map((field) => nameOf(String(field))) : [];
  };
}
