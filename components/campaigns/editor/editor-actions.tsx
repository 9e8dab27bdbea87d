'use client';
import { ArrowRight, Eye, Monitor, Redo2, Smartphone, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { type Device, useEditorContext } from './editor-context.tsx';
import { SizeMeter } from './size-meter.tsx';

type Props = {
  bytes: number | null;
  mayUndo: boolean;
  mayRedo: boolean;
  onDevice: (device: Device) => void;
};

/** History, device and size: tools of the canvas. */
export function EditorTools({ bytes, mayUndo, mayRedo, onDevice }: Props) {
  const t = useTranslations('editor');
  const { dispatch, device } = useEditorContext();
  return (
    <div className="flex items-center gap-1 border-line border-b bg-panel px-4 py-1.5 sm:px-6">
      <IconButton label={t('undo')} icon={<Undo2 />} disabled={!mayUndo} onClick={() => dispatch({ type: 'undo' })} />
      <IconButton label={t('redo')} icon={<Redo2 />} disabled={!mayRedo} onClick={() => dispatch({ type: 'redo' })} />
      <fieldset className="ml-2 flex gap-1">
        <legend className="sr-only">{t('device')}</legend>
        <IconButton
          label={t('desktop')}
          icon={<Monitor />}
          pressed={device === 'desktop'}
          onClick={() => onDevice('desktop')}
        />
        <IconButton
          label={t('phone')}
          icon={<Smartphone />}
          pressed={device === 'phone'}
          onClick={() => onDevice('phone')}
        />
      </fieldset>
      <span className="ml-auto">
        <SizeMeter bytes={bytes} />
      </span>
    </div>
  );
}

export function EditorActions({
  busy,
  onPreview,
  onContinue,
}: {
  busy: boolean;
  onPreview: () => void;
  onContinue: () => void;
}) {
  const t = useTranslations('editor');
  return (
    <>
      <Button icon={<Eye />} onClick={onPreview}>
        {t('preview')}
      </Button>
      <Button variant="primary" busy={busy} onClick={onContinue}>
        {t('continue')}
        <ArrowRight aria-hidden />
      </Button>
    </>
  );
}
