import { useTranslations } from 'next-intl';

/** What an audit entry says in words: an action or kind that has none yet stands as its own id. */
export function useAuditWords(): { action: (id: string) => string; subject: (kind: string) => string } {
  const t = useTranslations('portal.audit');
  const word = (key: string, id: string) => (t.has(key as 'title') ? t(key as 'title') : id);
  return {
    action: (id) => word(`actions.${id}`, id),
    subject: (kind) => word(`subjects.${kind}`, kind),
  };
}
