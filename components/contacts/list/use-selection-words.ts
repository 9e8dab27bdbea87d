'use client';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import type { AttributeCondition, ContactSelection } from '#server/modules/contacts/schemas.ts';
import { useGroupOptions } from '../group-options.ts';

export type FilterPart = {
  id: string;
  words: string;
  /** What the selection is without it. */
  without: Partial<{ [K in keyof ContactSelection]: ContactSelection[K] | undefined }>;
};

/** Each part of a selection in words, but the search, which is seen where it is typed. */
export function useSelectionWords(selection: ContactSelection): FilterPart[] {
  const t = useTranslations('contacts.filters');
  const words = useTranslations('contacts');
  const format = useFormatter();
  const trpc = useTRPC();
  const groups = useGroupOptions();
  const topics = useQuery(trpc.contacts.topics.queryOptions());
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  const parts: FilterPart[] = [];
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  const conditionWords = ({ key, op, values }: AttributeCondition) => {
    const attribute = attributes.data?.find((one) => one.key === key);
    if (!attribute) return t('attributeGone', { key });
    const shown = values.map((value) => {
      if (attribute.type === 'boolean') return words(/^(true|1|s[iì]|yes)$/i.test(value) ? 'form.yes' : 'form.no');
      return attribute.type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value;
    });
    return t(`condition.${op}`, { name: attribute.label, value: format.list(shown, { type: 'disjunction' }) });
  };
  const { groups: inGroups } = selection;
  if (inGroups) {
    const names = inGroups.ids.map((id) => groups.find((one) => one.value === id)?.label ?? '…');
    const type = inGroups.match === 'all' ? 'conjunction' : 'disjunction';
    parts.push({
      id: 'groups',
      words: t(`groupsWords.${inGroups.match}`, { names: format.list(names, { type }) }),
      without: { groups: undefined },
    });
  }
  if (selection.status) {
    parts.push({
      id: 'status',
      words: t('is', { what: words('statusLabel'), value: words(`status.${selection.status}`) }),
      without: { status: undefined },
    });
  }
  if (selection.topicId) {
    const name = topics.data?.find((one) => one.id === selection.topicId)?.name ?? '…';
    parts.push({ id: 'topic', words: t('is', { what: t('topic'), value: name }), without: { topicId: undefined } });
  }
  if (selection.subscription) {
    parts.push({
      id: 'subscription',
      words: t('is', { what: t('subscription'), value: t(`subscriptions.${selection.subscription}`) }),
      without: { subscription: undefined },
    });
  }
  if (selection.source) {
    parts.push({
      id: 'source',
      words: t('is', { what: t('source'), value: t(`sources.${selection.source}`) }),
      without: { source: undefined },
    });
  }
  for (const [index, condition] of (selection.attributes ?? []).entries()) {
    const rest = selection.attributes?.toSpliced(index, 1) ?? [];
    parts.push({
      id: `attribute-${index}`,
      words: conditionWords(condition),
      without: { attributes: rest.length ? rest : undefined },
    });
  }
  if (selection.addedFrom || selection.addedTo) {
    const { addedFrom, addedTo } = selection;
    const between = addedFrom && addedTo ? 'between' : addedFrom ? 'since' : 'until';
    parts.push({
      id: 'added',
      words: t(`added.${between}`, { from: addedFrom ? day(addedFrom) : '', to: addedTo ? day(addedTo) : '' }),
      without: { addedFrom: undefined, addedTo: undefined },
    });
  }
  if (selection.languages) {
    const names = selection.languages.map((code) => (code === 'none' ? t('languageUnknown') : languageName(code)));
    parts.push({
      id: 'languages',
      words: t('is', { what: words('language'), value: format.list(names, { type: 'disjunction' }) }),
      without: { languages: undefined },
    });
  }
  if (selection.tracking) {
    parts.push({
      id: 'tracking',
      words: t('is', { what: t('tracking'), value: t(`trackings.${selection.tracking}`) }),
      without: { tracking: undefined },
    });
  }
  if (selection.activity) {
    const { what, days } = selection.activity;
    parts.push({ id: 'activity', words: t(`activityWords.${what}`, { days }), without: { activity: undefined } });
  }
  return parts;
}

/** A language in its own words. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
