import { useTranslations } from 'next-intl';
import { reportKinds } from '#server/modules/compliance/values.ts';

type Standing = { answer: string | null; closedAt: Date | null };

/** A report's kind and state in words, for portal and console. */
export function useReportWords() {
  const t = useTranslations('members.reports');
  return {
    kind(kind: string): string {
      const known = reportKinds.find((candidate) => candidate === kind);
      return known ? t(`kinds.${known}.title`) : kind;
    },
    state({ answer, closedAt }: Standing): { tone: 'good' | 'accent' | 'wait'; label: string } {
      if (closedAt) return { tone: 'good', label: t('closed') };
      return answer ? { tone: 'accent', label: t('answered') } : { tone: 'wait', label: t('open') };
    },
  };
}
