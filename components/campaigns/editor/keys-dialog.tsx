'use client';
import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';

const keys = [
  ['step', ['↑', '↓']],
  ['write', ['Enter']],
  ['frame', ['Esc']],
  ['move', ['Alt ↑', 'Alt ↓']],
  ['shift', ['Alt ←', 'Alt →']],
  ['duplicate', ['Ctrl D']],
  ['remove', ['Canc']],
  ['undo', ['Ctrl Z']],
  ['redo', ['Ctrl Maiusc Z', 'Ctrl Y']],
  ['plain', ['Ctrl Maiusc V']],
] as const;

/** Everything that the canvas does without a pointer. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('editor.keys');
  const named = (key: string) =>
    key.replace('Maiusc', t('shiftKey')).replace('Canc', t('deleteKey')).replace('Enter', t('enterKey'));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')} description={t('description')} size="s">
      <dl className="grid gap-2">
        {keys.map(([what, combinations]) => (
          <div key={what} className="flex items-center justify-between gap-3">
            <dt>{t(what)}</dt>
            <dd className="flex gap-1.5">
              {combinations.map((key) => (
                <Kbd key={key}>{named(key)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
