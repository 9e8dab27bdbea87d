'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { longestPlainText, plainTextProblem } from '#shared/document/plain-text.ts';
import { formatTemplate } from '#shared/document/template.ts';
import { useEditorContext } from './editor-context.tsx';
import { VariableMenu } from './text-toolbar.tsx';

type Props = { campaignId: string; plainText: string | null; onClose: () => void };

/** The message for whoever reads no HTML: written by itself from the blocks, or in somebody's own words. */
export function PlainTextDialog({ campaignId, plainText, onClose }: Props) {
  const t = useTranslations('editor.plain');
  const { dispatch } = useEditorContext();
  const put = (value: string | null) => dispatch({ type: 'plainText', value, at: Date.now() });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t(plainText === null ? 'derived' : 'own')}
      size="l"
    >
      {plainText === null ? (
        <Derived campaignId={campaignId} onWrite={put} />
      ) : (
        <Own value={plainText} onChange={put} />
      )}
    </Dialog>
  );
}

function Derived({ campaignId, onWrite }: { campaignId: string; onWrite: (source: string) => void }) {
  const t = useTranslations('editor.plain');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const derived = useQuery({ ...trpc.campaigns.plainText.queryOptions({ id: campaignId }), staleTime: 0, gcTime: 0 });
  if (derived.isError) return <Notice tone="bad">{sentence(derived.error)}</Notice>;
  if (!derived.data) return <Skeleton className="h-72 w-full" />;
  const { source } = derived.data;
  return (
    <div className="grid gap-3">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="h-[46dvh] overflow-auto whitespace-pre-wrap wrap-anywhere rounded-in border border-line bg-sunken p-4 font-mono text-caption"
      >
        {source}
      </pre>
      <DialogActions cancel={false}>
        <Button onClick={() => onWrite(source)}>{t('write')}</Button>
      </DialogActions>
    </div>
  );
}

function Own({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  const t = useTranslations('editor.plain');
  const area = useRef<HTMLTextAreaElement>(null);
  const problem = plainTextProblem(value);

  function insert(name: string): void {
    const variable = formatTemplate([{ name, fallback: '' }]);
    const from = area.current?.selectionStart ?? value.length;
    const to = area.current?.selectionEnd ?? from;
    onChange(value.slice(0, from) + variable + value.slice(to));
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + variable.length, from + variable.length);
    });
  }
  return (
    <div className="grid gap-3">
      {problem !== null && (
        <Notice
          tone="bad"
          action={
            problem === 'template' ? undefined : (
              <Button size="s" onClick={() => onChange(`${value.trimEnd()}\n\n${t('leave')} {{ link.unsubscribe }}\n`)}>
                {t('addUnsubscribe')}
              </Button>
            )
          }
        >
          {t(`problem.${problem}`)}
        </Notice>
      )}
      <Field label={t('text')} help={t('help')}>
        <Textarea
          ref={area}
          rows={16}
          value={value}
          maxLength={longestPlainText}
          spellCheck
          className="font-mono"
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <VariableMenu kinds={['contact', 'workspace', 'campaign', 'link']} onChoose={insert} />
        <span className="ml-auto">
          <ConfirmDialog
            trigger={<Button>{t('derive')}</Button>}
            title={t('deriveTitle')}
            confirmLabel={t('derive')}
            tone="primary"
            onConfirm={async () => onChange(null)}
          >
            {t('deriveBody')}
          </ConfirmDialog>
        </span>
      </div>
    </div>
  );
}
