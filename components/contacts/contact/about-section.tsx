'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Section } from '#components/ui/section.tsx';
import { languageName } from '../list/use-selection-words.ts';
import type { ContactDetail } from './contact-types.ts';
import { EditHere } from './edit-here.tsx';

const LANGUAGES = ['it', 'en', 'fr', 'de', 'es'];

/** What is known of the contact, each value edited where it stands. */
export function AboutSection({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const mayWrite = useMemberRight('contacts:write');
  const { data: attributes } = useQuery(trpc.contacts.attributes.queryOptions());
  const { id, language } = contact;
  const yesNo = [
    { value: 'true', label: t('form.yes') },
    { value: 'false', label: t('form.no') },
  ];
  const shownOf = (value: string | number | boolean | undefined, type: string) => {
    if (value === undefined) return <span className="text-ink-3">–</span>;
    if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
    return type === 'date' ? <DateTime at={`${value}T12:00:00Z`} style="day" /> : String(value);
  };
  const codes = language && !LANGUAGES.includes(language) ? [...LANGUAGES, language] : LANGUAGES;
  return (
    <Section title={t('detail.about')}>
      <Facts
        items={[
          {
            label: t('detail.address'),
            value: (
              <EditHere
                label={t('detail.address')}
                shown={contact.address}
                value={contact.address}
                type="email"
                mayWrite={mayWrite}
                change={(address) => ({ id, address })}
              />
            ),
          },
          {
            label: t('form.firstName'),
            value: (
              <EditHere
                label={t('form.firstName')}
                shown={contact.firstName || '–'}
                value={contact.firstName}
                mayWrite={mayWrite}
                change={(firstName) => ({ id, firstName })}
              />
            ),
          },
          {
            label: t('form.lastName'),
            value: (
              <EditHere
                label={t('form.lastName')}
                shown={contact.lastName || '–'}
                value={contact.lastName}
                mayWrite={mayWrite}
                change={(lastName) => ({ id, lastName })}
              />
            ),
          },
          { label: t('groupsLabel'), value: contact.groups.map((group) => group.name).join(', ') || t('none') },
          ...(attributes ?? []).map(({ key, label, type, choices }) => {
            const value = contact.attributes[key];
            const options =
              type === 'boolean'
                ? yesNo
                : type === 'choice'
                  ? choices.map((choice) => ({ value: choice, label: choice }))
                  : undefined;
            return {
              label,
              value: (
                <EditHere
                  label={label}
                  shown={shownOf(value, type)}
                  value={String(value ?? '')}
                  {...(options ? { options } : {})}
                  {...(type === 'date' ? { type: 'date' as const } : {})}
                  mayWrite={mayWrite}
                  change={(text) => ({ id, attributes: { [key]: text === '' ? null : text } })}
                />
              ),
            };
          }),
          {
            label: t('language'),
            value: (
              <EditHere
                label={t('language')}
                shown={language ? languageName(language) : t('form.languageNone')}
                value={language ?? ''}
                options={codes.map((code) => ({ value: code, label: languageName(code) }))}
                mayWrite={mayWrite}
                change={(code) => ({ id, language: code === '' ? null : code })}
              />
            ),
          },
          { label: t('detail.added'), value: <DateTime at={contact.createdAt} style="full" /> },
          { label: t('detail.changed'), value: <DateTime at={contact.updatedAt} style="full" /> },
        ]}
      />
    </Section>
  );
}
