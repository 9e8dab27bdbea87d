'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { useOpen } from './dialog-open.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { Notice } from './notice.tsx';
import { useErrorSentence } from './use-error-sentence.ts';

type Props = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** Says what will happen: "Elimina 12 contatti". */
  confirmLabel: string;
  /** Of the button that leaves all as it is, where “Annulla” could be taken for the act itself. */
  dismissLabel?: string;
  tone?: 'danger' | 'primary';
  /** Destructive acts: the name that must be typed first. */
  typedName?: string;
  /** Whether what the act needs is chosen; true unless it asks for something. */
  ready?: boolean;
  /** Stays open, with the reason, when this rejects. */
  onConfirm: () => void | Promise<void>;
};

export function ConfirmDialog({
  open,
  onOpenChange,
  trigger,
  title,
  children,
  confirmLabel,
  dismissLabel,
  tone = 'danger',
  typedName,
  ready = true,
  onConfirm,
}: Props) {
  const t = useTranslations('ui');
  const sentence = useErrorSentence();
  const [shown, show] = useOpen(open, onOpenChange);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const blocked = !ready || (typedName !== undefined && typed.trim() !== typedName);

  function change(next: boolean): void {
    setTyped('');
    setError(undefined);
    show(next);
  }

  async function confirm(event: FormEvent): Promise<void> {
    event.preventDefault();
    // The event would bubble through React's tree to a form that the dialog was opened from.
    event.stopPropagation();
    if (blocked || busy) return;
    setBusy(true);
    try {
      await onConfirm();
      change(false);
    } catch (cause) {
      setError(sentence(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={shown} onOpenChange={change} {...(trigger ? { trigger } : {})} title={title} size="s">
      <form onSubmit={confirm} className="grid gap-4">
        <div className="text-body text-ink-2">{children}</div>
        {typedName !== undefined && (
          <Field label={t('typeToConfirm', { name: typedName })}>
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        {error && (
          <Notice tone="bad" live>
            {error}
          </Notice>
        )}
        <DialogActions {...(dismissLabel ? { cancel: dismissLabel } : {})}>
          <Button type="submit" variant={tone} busy={busy} disabled={blocked}>
            {confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
