'use client';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { Autosave } from './use-autosave.ts';

/** What stands in the way of saving, and the ways on. */
export function EditorNotices({ save }: { save: Autosave }) {
  const t = useTranslations('editor');
  const sentence = useErrorSentence();
  if (save.conflict === null && save.refused === null) return null;
  return (
    <div className="grid gap-2 border-line border-b bg-panel px-4 py-3 sm:px-6">
      {save.conflict !== null && (
        <Notice
          tone="wait"
          title={t('conflict.title')}
          action={
            <span className="flex flex-wrap gap-2">
              <Button size="s" onClick={() => location.reload()}>
                {t('conflict.load')}
              </Button>
              <Button size="s" onClick={save.overwrite}>
                {t('conflict.overwrite')}
              </Button>
            </span>
          }
        >
          {save.by !== '' && <>{t('conflict.by', { name: save.by })} </>}
          {t('conflict.body')}
        </Notice>
      )}
      {save.refused !== null && (
        <Notice tone="bad" title={t('refused')}>
          {sentence(save.refused)}
        </Notice>
      )}
    </div>
  );
}
