'use client';
import {
  ArrowRight,
  BookmarkPlus,
  Ellipsis,
  Eye,
  FileText,
  History,
  Keyboard,
  Monitor,
  Moon,
  Paperclip,
  Redo2,
  SlidersHorizontal,
  Smartphone,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { type Device, useEditorContext } from './editor-context.tsx';
import type { DialogName } from './editor-dialogs.tsx';
import { SizeMeter } from './size-meter.tsx';

type Props = {
  bytes: number | null;
  files: readonly { bytes: number }[];
  mayUndo: boolean;
  mayRedo: boolean;
  dark: boolean;
  onDevice: (device: Device) => void;
  onDark: (dark: boolean) => void;
  onOpen: (dialog: DialogName) => void;
};

const tools = ['text', 'files', 'history', 'template', 'keys'] as const satisfies DialogName[];
const icons: Record<(typeof tools)[number], ReactNode> = {
  text: <FileText />,
  files: <Paperclip />,
  history: <History />,
  template: <BookmarkPlus />,
  keys: <Keyboard />,
};

/** History, how the canvas shows the message, what belongs to it beside its blocks, and its size. */
export function EditorTools({ bytes, files, mayUndo, mayRedo, dark, onDevice, onDark, onOpen }: Props) {
  const t = useTranslations('editor');
  const { dispatch, device } = useEditorContext();
  const named = (tool: (typeof tools)[number]) =>
    tool === 'files' && files.length > 0 ? t('tools.filesCount', { count: files.length }) : t(`tools.${tool}`);
  return (
    <div className="flex items-center gap-1 border-line border-b bg-panel px-4 py-1.5 sm:px-6">
      <IconButton label={t('undo')} icon={<Undo2 />} disabled={!mayUndo} onClick={() => dispatch({ type: 'undo' })} />
      <IconButton label={t('redo')} icon={<Redo2 />} disabled={!mayRedo} onClick={() => dispatch({ type: 'redo' })} />
      <fieldset className="flex gap-1 sm:ml-2">
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
        <IconButton label={t('dark')} icon={<Moon />} pressed={dark} onClick={() => onDark(!dark)} />
      </fieldset>
      <div className="ml-2 hidden gap-1 lg:flex">
        {tools.map((tool) => (
          <Button key={tool} variant="ghost" size="s" icon={icons[tool]} onClick={() => onOpen(tool)}>
            {named(tool)}
          </Button>
        ))}
      </div>
      <span className="ml-auto">
        <SizeMeter bytes={bytes} files={files} />
      </span>
      <span className="lg:hidden">
        <Menu label={t('tools.more')} trigger={<IconButton label={t('tools.more')} icon={<Ellipsis />} />}>
          {tools.map((tool) => (
            <MenuItem key={tool} icon={icons[tool]} onSelect={() => onOpen(tool)}>
              {named(tool)}
            </MenuItem>
          ))}
        </Menu>
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
  const { openProperties } = useEditorContext();
  return (
    <>
      <IconButton
        variant="secondary"
        label={t('openProperties')}
        icon={<SlidersHorizontal />}
        className="lg:hidden"
        onClick={openProperties}
      />
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
