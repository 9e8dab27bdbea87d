'use client';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';

const tones = { active: 'good', suspended: 'wait', ended: 'neutral' } as const;

export function WorkspaceBadge({ state }: { state: keyof typeof tones }) {
  const t = useTranslations('backoffice.workspaceState');
  return <StateBadge tone={tones[state]}>{t(state)}</StateBadge>;
}
