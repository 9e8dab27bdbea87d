'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { UpdateContactInput } from '#server/modules/contacts/schemas.ts';

const NONE = '-';
type Props = {
  label: string;
  /** As it is shown while nobody edits it. */
  shown: ReactNode;
  value: string;
  /** A few values to choose from, in place of writing. */
  options?: { value: string; label: string }[];
  type?: 'text' | 'date' | 'email';
  mayWrite: boolean;
  /** What saving a value changes. */
  change: (value: string) => UpdateContactInput;
};

/** One value of a contact, edited where it stands: Enter or leaving keeps it, Escape leaves it as it was. */
export function EditHere({ label, shown, value, options, type = 'text', mayWrite, change }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState(value);
  const update = useMutation(
    trpc.contacts.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        setEditing(false);
        toast({ title: t('saved'), tone: 'good' });
      },
    }),
  );
  const keep = (next: string) => {
    if (next.trim() === value) setEditing(false);
    else if (!update.isPending) update.mutate(change(next.trim()));
  };
  if (!editing) {
    return (
      <span className="group/here flex min-h-7 items-center gap-1">
        <span className="min-w-0 [overflow-wrap:anywhere]">{shown}</span>
        {mayWrite && (
          <IconButton
            label={t('editField', { name: label })}
            icon={<Pencil />}
            size="s"
            className="sm:opacity-0 sm:group-hover/here:opacity-100 sm:focus-visible:opacity-100"
            onClick={() => {
              setText(value);
              update.reset();
              setEditing(true);
            }}
          />
        )}
      </span>
    );
  }
  return (
    <span className="grid gap-1">
      {options ? (
        <Select
          label={label}
          value={text === '' ? NONE : text}
          onValueChange={(next) => {
            setText(next === NONE ? '' : next);
            keep(next === NONE ? '' : next);
          }}
          options={[{ value: NONE, label: t('none') }, ...options]}
        />
      ) : (
        <Input
          autoFocus
          type={type}
          aria-label={label}
          aria-invalid={update.isError || undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => keep(text)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep(text);
            if (event.key === 'Escape') setEditing(false);
          }}
        />
      )}
      {update.error && (
        <span role="alert" className="text-caption text-bad">
          {sentence(update.error)}
        </span>
      )}
    </span>
  );
}
