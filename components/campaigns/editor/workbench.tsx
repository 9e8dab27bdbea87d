'use client';
import { DndContext, DragOverlay, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { Sheet } from '#components/ui/sheet.tsx';
import { Canvas } from './canvas.tsx';
import { type Device, useEditorContext } from './editor-context.tsx';
import type { Content } from './editor-state.ts';
import { blockIcons, Palette } from './palette.tsx';
import { innermost, useDrop } from './use-drop.ts';

type Props = {
  content: Content;
  device: Device;
  panel: ReactNode;
  properties: boolean;
  onProperties: (open: boolean) => void;
};

/** Where the panel has room beside the canvas; narrower, it is a sheet. */
const wide = '(min-width: 1180px)';

function useIsWide(): boolean {
  const [is, setIs] = useState(true);
  useEffect(() => {
    const query = window.matchMedia(wide);
    const take = () => setIs(query.matches);
    take();
    query.addEventListener('change', take);
    return () => query.removeEventListener('change', take);
  }, []);
  return is;
}

/** Blocks, canvas and properties. */
export function Workbench({ content, device, panel, properties, onProperties }: Props) {
  const t = useTranslations('editor');
  const { settings, paint } = useEditorContext();
  const isWide = useIsWide();
  const { dragged, place, handlers } = useDrop();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const type = dragged === null ? null : 'new' in dragged ? dragged.new : dragged.type;
  return (
    <DndContext
      id="campaign-editor"
      sensors={sensors}
      collisionDetection={innermost}
      accessibility={{ screenReaderInstructions: { draggable: t('dragHelp') } }}
      {...handlers}
    >
      <div className="grid flex-1 grid-cols-1 content-start lg:grid-cols-[208px_minmax(0,1fr)_280px] lg:content-stretch">
        <div className="border-line bg-panel px-4 py-3 max-lg:sticky max-lg:top-[calc(var(--bar)+var(--strip,0px))] max-lg:z-10 max-lg:border-b lg:border-r lg:py-4">
          <div className="lg:sticky lg:top-[calc(var(--bar)+1rem)]">
            <Palette blocks={content.document.blocks} />
          </div>
        </div>
        <div className="min-w-0 max-sm:pb-16" style={{ background: paint.ground(settings.background) }}>
          <Canvas document={content.document} device={device} drop={place} />
        </div>
        {isWide && (
          <div className="hidden border-line border-l bg-panel px-4 py-4 lg:block">
            <div className="lg:-mx-1 lg:sticky lg:top-[calc(var(--bar)+1rem)] lg:max-h-[calc(100dvh-var(--bar)-2rem)] lg:overflow-y-auto lg:px-1">
              {panel}
            </div>
          </div>
        )}
      </div>
      {!isWide && (
        <Sheet open={properties} onOpenChange={onProperties} title={t('openProperties')}>
          {panel}
        </Sheet>
      )}
      <DragOverlay dropAnimation={null}>
        {type && (
          <span className="inline-flex h-9 items-center gap-2 rounded-in border border-accent bg-raised px-3 text-table shadow-pop">
            {blockIcons[type]}
            {t(`block.${type}`)}
          </span>
        )}
      </DragOverlay>
    </DndContext>
  );
}
