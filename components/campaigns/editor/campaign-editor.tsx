'use client';
import { DndContext, DragOverlay, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useMemo, useReducer, useState } from 'react';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { useUnsavedGuard } from '#components/ui/use-unsaved-guard.tsx';
import type { CampaignDetail } from '../campaign-types.ts';
import { PreviewDialog } from '../preview-dialog.tsx';
import { useVariables } from '../use-variables.ts';
import { Canvas } from './canvas.tsx';
import { EditorActions, EditorTools } from './editor-actions.tsx';
import { type Device, EditorProvider, useEditorContext } from './editor-context.tsx';
import { EditorNotices } from './editor-notices.tsx';
import { type Content, reduceEditor, startEditor } from './editor-state.ts';
import { HeaderFields } from './header-fields.tsx';
import { blockIcons, Palette } from './palette.tsx';
import { PropertiesPanel } from './properties-panel.tsx';
import { useAutosave } from './use-autosave.ts';
import { innermost, useDrop } from './use-drop.ts';
import { useLiveChecks } from './use-live-checks.ts';

type Props = { campaign: CampaignDetail; base: string; workspace: string };

function contentOf({ document, subject, preheader, fromName, fromAddress, replyTo }: CampaignDetail): Content {
  return { document, lines: { subject, preheader, fromName, fromAddress, replyTo: replyTo ?? '' } };
}

/** The editor of one draft: everything that is written goes through one reducer and is saved by itself. */
export function CampaignEditor({ campaign, base, workspace }: Props) {
  const t = useTranslations('editor');
  const tCampaigns = useTranslations('campaigns');
  const locale = useLocale();
  const router = useRouter();
  const trpc = useTRPC();
  const [state, dispatch] = useReducer(reduceEditor, campaign, (given) => startEditor(contentOf(given)));
  const [device, setDevice] = useState<Device>('desktop');
  const [previewing, setPreviewing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { content, selected } = state;
  const { variables, variableLabel } = useVariables();
  const domains = useQuery(trpc.domains.list.queryOptions());
  const verified = useMemo(
    () => (domains.data ?? []).filter(({ verifiedAt }) => verifiedAt !== null).map(({ domain }) => domain),
    [domains.data],
  );
  const save = useAutosave(campaign.id, content, campaign.revision, campaign.updatedAt);
  const { checks, bytes } = useLiveChecks(campaign.id, content, verified, domains.isSuccess, save);
  // Nothing is tried again until the person has chosen what to do.
  const stopped = save.conflict !== null || save.refused !== null;
  const guard = useUnsavedGuard(save.state === 'failed' && save.refused === null);
  const context = useMemo(
    () => ({
      dispatch,
      selected,
      settings: content.document.settings,
      device,
      language: locale === 'en' ? ('en' as const) : ('it' as const),
      workspace,
      variables,
      variableLabel,
    }),
    [selected, content.document.settings, device, locale, workspace, variables, variableLabel],
  );

  async function goOn(): Promise<void> {
    setLeaving(true);
    if (await save.flush()) router.push(`${base}/${campaign.id}/review`);
    else setLeaving(false);
  }
  async function preview(): Promise<void> {
    if (await save.flush()) setPreviewing(true);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    dispatch({ type: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
  }

  return (
    <EditorProvider value={context}>
      <PageHeader
        title={campaign.name}
        parent={{ href: base, label: tCampaigns('title') }}
        meta={<SaveState state={stopped ? 'unsaved' : save.state} at={save.at} />}
        actions={<EditorActions busy={leaving} onPreview={() => void preview()} onContinue={() => void goOn()} />}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: undo and redo work wherever the focus is in the editor */}
      <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
        <EditorNotices save={save} />
        <HeaderFields lines={content.lines} domains={verified} />
        <EditorTools
          bytes={bytes}
          mayUndo={state.past.length > 0}
          mayRedo={state.future.length > 0}
          onDevice={setDevice}
        />
        <Workbench content={content} device={device}>
          <PropertiesPanel document={content.document} checks={checks} />
        </Workbench>
      </div>
      {previewing && (
        <PreviewDialog campaignId={campaign.id} open onOpenChange={setPreviewing} variableLabel={variableLabel} />
      )}
      <span className="sr-only" aria-live="polite">
        {save.conflict === null ? '' : t('conflict.title')}
      </span>
      {guard}
    </EditorProvider>
  );
}

/** Blocks, canvas and properties; on narrow screens one above the other. */
function Workbench({ content, device, children }: { content: Content; device: Device; children: ReactNode }) {
  const t = useTranslations('editor');
  const { settings } = useEditorContext();
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
        <div className="border-line bg-panel px-4 py-3 max-lg:border-b lg:border-r lg:py-4">
          <div className="lg:sticky lg:top-[calc(var(--bar)+1rem)]">
            <Palette blocks={content.document.blocks} />
          </div>
        </div>
        <div className="min-w-0" style={{ background: settings.background }}>
          <Canvas document={content.document} device={device} drop={place} />
        </div>
        <div className="border-line bg-panel px-4 py-4 max-lg:border-t lg:border-l">
          <div className="lg:sticky lg:top-[calc(var(--bar)+1rem)] lg:max-h-[calc(100dvh-var(--bar)-2rem)] lg:overflow-y-auto lg:px-1 lg:-mx-1">
            {children}
          </div>
        </div>
      </div>
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
