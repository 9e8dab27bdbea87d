'use client';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import type { FormRow } from './form-types.ts';

const tones = { draft: 'neutral', published: 'good', withdrawn: 'wait' } as const;

/** A form's state, and whether its draft is ahead of what visitors see. */
export function FormState({ form }: { form: Pick<FormRow, 'state' | 'revision' | 'publishedRevision'> }) {
  const t = useTranslations('forms.state');
  const changed = form.state === 'published' && form.revision !== form.publishedRevision;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <StateBadge tone={tones[form.state]}>{t(form.state)}</StateBadge>
      {changed && <StateBadge tone="accent">{t('changed')}</StateBadge>}
    </span>
  );
}
