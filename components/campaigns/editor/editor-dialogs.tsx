'use client';
import dynamic from 'next/dynamic';
import type { CampaignFileRow } from '#server/modules/campaigns/schemas.ts';
import type { CampaignDetail } from '../campaign-types.ts';
import type { Autosave } from './use-autosave.ts';

// Opened now and then: their code comes when they are.
const FilesDialog = dynamic(() => import('./files-dialog.tsx').then((module) => module.FilesDialog));
const HistoryDialog = dynamic(() => import('./history-dialog.tsx').then((module) => module.HistoryDialog));
const KeysDialog = dynamic(() => import('./keys-dialog.tsx').then((module) => module.KeysDialog));
const PlainTextDialog = dynamic(() => import('./plain-text-dialog.tsx').then((module) => module.PlainTextDialog));
const PreviewDialog = dynamic(() => import('../preview-dialog.tsx').then((module) => module.PreviewDialog));
const TemplateDialog = dynamic(() => import('./template-dialog.tsx').then((module) => module.TemplateDialog));

export const dialogNames = ['preview', 'text', 'files', 'history', 'template', 'keys'] as const;
export type DialogName = (typeof dialogNames)[number];

type Props = {
  open: DialogName | null;
  onClose: () => void;
  campaign: CampaignDetail;
  plainText: string | null;
  files: CampaignFileRow[];
  onFiles: (files: CampaignFileRow[]) => void;
  save: Autosave;
  onRestored: () => void;
  variableLabel: (name: string) => string;
};

/** What the editor opens over itself, one at a time. */
export function EditorDialogs({ open, onClose, campaign, save, ...rest }: Props) {
  const { id, name } = campaign;
  switch (open) {
    case 'preview':
      return (
        <PreviewDialog
          campaignId={id}
          open
          onOpenChange={(next) => !next && onClose()}
          variableLabel={rest.variableLabel}
        />
      );
    case 'text':
      return <PlainTextDialog campaignId={id} plainText={rest.plainText} onClose={onClose} />;
    case 'files':
      return <FilesDialog campaignId={id} files={rest.files} onChange={rest.onFiles} save={save} onClose={onClose} />;
    case 'history':
      return <HistoryDialog campaignId={id} save={save} onClose={onClose} onRestored={rest.onRestored} />;
    case 'template':
      return <TemplateDialog campaignId={id} name={name} onClose={onClose} />;
    case 'keys':
      return <KeysDialog onClose={onClose} />;
    case null:
      return null;
  }
}
