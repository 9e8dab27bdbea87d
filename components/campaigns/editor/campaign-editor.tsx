'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, useCallback, useMemo, useReducer, useState } from 'react';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { useUnsavedGuard } from '#components/ui/use-unsaved-guard.tsx';
import type { CampaignDetail } from '../campaign-types.ts';
import { useVariables } from '../use-variables.ts';
import { paints, reveal } from './block-frame.ts';
import { EditorActions, EditorTools } from './editor-actions.tsx';
import { type Device, EditorProvider } from './editor-context.tsx';
import { type DialogName, EditorDialogs } from './editor-dialogs.tsx';
import { EditorNotices } from './editor-notices.tsx';
import { type Content, reduceEditor, startEditor } from './editor-state.ts';
import { HeaderFields } from './header-fields.tsx';
import { PropertiesPanel } from './properties-panel.tsx';
import { SpokenStep } from './spoken-step.tsx';
import { useAutosave } from './use-autosave.ts';
import { useLiveChecks } from './use-live-checks.ts';
import { usePastedPictures } from './use-pasted-pictures.ts';
import { Workbench } from './workbench.tsx';

type Props = {
  campaign: CampaignDetail;
  base: string;
  workspace: string;
  /** The stored draft is another than the one this editor began with. */
  onReplaced: () => void;
};

function contentOf(campaign: CampaignDetail): Content {
  const { document, subject, preheader, fromName, fromAddress, replyTo, plainText } = campaign;
  return { document, lines: { subject, preheader, fromName, fromAddress, replyTo: replyTo ?? '' }, plainText };
}

/** The editor of one draft: everything that is written goes through one reducer and is saved by itself. */
export function CampaignEditor({ campaign, base, workspace, onReplaced }: Props) {
  const t = useTranslations('editor');
  const tCampaigns = useTranslations('campaigns');
  const language = useLocale() === 'en' ? ('en' as const) : ('it' as const);
  const router = useRouter();
  const trpc = useTRPC();
  const [state, dispatch] = useReducer(reduceEditor, campaign, (given) => startEditor(contentOf(given)));
  const [device, setDevice] = useState<Device>('desktop');
  const [dark, setDark] = useState(false);
  const [files, setFiles] = useState(campaign.files);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [properties, setProperties] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { content, selected } = state;
  const { settings, blocks } = content.document;
  const { groups: variables, variableLabel } = useVariables();
  const domains = useQuery(trpc.domains.list.queryOptions());
  const verified = useMemo(
    () => (domains.data ?? []).filter(({ verifiedAt }) => verifiedAt !== null).map(({ domain }) => domain),
    [domains.data],
  );
  const save = useAutosave(campaign.id, content, campaign.revision, campaign.updatedAt);
  const { checks, bytes } = useLiveChecks(campaign.id, content, files, verified, domains.isSuccess, save);
  const pastePictures = usePastedPictures(blocks, language, dispatch);
  // Nothing is tried again until the person has chosen what to do.
  const stopped = save.conflict !== null || save.refused !== null;
  const guard = useUnsavedGuard(save.state === 'failed' && save.refused === null);
  const openProperties = useCallback(() => setProperties(true), []);
  const showBlock = useCallback((id: string) => {
    setProperties(false);
    dispatch({ type: 'select', id });
    reveal(id);
  }, []);
  const paint = paints[dark ? 'dark' : 'light'];
  const context = useMemo(
    () => ({
      ...{ dispatch, selected, settings, device, paint, language, workspace, variables, variableLabel },
      ...{ openProperties, showBlock, pastePictures },
    }),
    [
      selected,
      showBlock,
      settings,
      device,
      paint,
      language,
      workspace,
      variables,
      variableLabel,
      openProperties,
      pastePictures,
    ],
  );

  async function goOn(): Promise<void> {
    setLeaving(true);
    if (await save.flush()) router.push(`${base}/${campaign.id}/review`);
    else setLeaving(false);
  }
  /** What is opened shows what is stored: that is made the same first. */
  async function open(name: DialogName): Promise<void> {
    if (name === 'keys' || (await save.flush())) setDialog(name);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    // Dialogs and popovers stand elsewhere on the page and undo within themselves.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    event.preventDefault();
    dispatch({ type: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
  }

  return (
    <EditorProvider value={context}>
      <PageHeader
        title={campaign.name}
        parent={{ href: base, label: tCampaigns('title') }}
        meta={<SaveState state={stopped ? 'unsaved' : save.state} at={save.at} />}
        actions={<EditorActions busy={leaving} onPreview={() => void open('preview')} onContinue={() => void goOn()} />}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: undo and redo work wherever the focus is in the editor */}
      <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
        <EditorNotices save={save} />
        <HeaderFields lines={content.lines} domains={verified} />
        <EditorTools
          bytes={bytes}
          files={files}
          mayUndo={state.past.length > 0}
          mayRedo={state.future.length > 0}
          dark={dark}
          onDevice={setDevice}
          onDark={setDark}
          onOpen={(name) => void open(name)}
        />
        <Workbench
          content={content}
          device={device}
          properties={properties}
          onProperties={setProperties}
          panel={<PropertiesPanel document={content.document} checks={checks} base={base} />}
        />
      </div>
      <EditorDialogs
        open={dialog}
        onClose={() => setDialog(null)}
        campaign={campaign}
        plainText={content.plainText}
        files={files}
        onFiles={setFiles}
        save={save}
        onRestored={onReplaced}
        variableLabel={variableLabel}
      />
      <SpokenStep said={state.said} />
      <span className="sr-only" aria-live="polite">
        {save.conflict === null ? '' : t('conflict.title')}
      </span>
      {guard}
    </EditorProvider>
  );
}
