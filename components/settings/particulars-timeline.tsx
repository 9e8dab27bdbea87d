'use client';
import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { Timeline } from '#components/ui/timeline.tsx';
import type { ParticularName } from '#server/modules/workspaces/schemas.ts';
import type { AppRouter } from '#server/root-router.ts';

type Versions = inferRouterOutputs<AppRouter>['workspaces']['particularsHistory'];

/** Who changed which particular from what to what; the customer and the console read the same. */
export function ParticularsTimeline({ versions }: { versions: Versions }) {
  const t = useTranslations('members.particulars');
  if (versions.length === 0) return <p className="text-table text-ink-2">{t('noHistory')}</p>;
  const shown = (field: ParticularName, value: string) => {
    if (field === 'holderKind') return t(`kinds.${value === 'person' ? 'person' : 'company'}`);
    return value || t('empty');
  };
  return (
    <Timeline
      items={versions.map(({ id, at, actorName, changes }) => ({
        id,
        at,
        ...(actorName ? { by: actorName } : {}),
        title:
          changes.length === 0 ? (
            t('atStart')
          ) : (
            <ul>
              {changes.map(({ field, before, after }) => (
                <li key={field}>
                  {t('changed', {
                    field: t(`fields.${field}`),
                    before: shown(field, before),
                    after: shown(field, after),
                  })}
                </li>
              ))}
            </ul>
          ),
      }))}
    />
  );
}
