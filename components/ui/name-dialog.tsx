'use client';
import { useMemo } from 'react';
import { z } from 'zod';
import { Dialog } from './dialog.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from './form.tsx';
import { Input } from './input.tsx';

type Props = {
  title: string;
  label: string;
  help?: string;
  submitLabel: string;
  /** What it is called until now; '' for something new. */
  name: string;
  /** The longest name, in characters. */
  most: number;
  /** Gets the name without blanks around it; what it throws is said in the form. */
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
};

/** Asks for a name, and closes once it is saved. */
export function NameDialog({ title, label, help, submitLabel, name, most, onSave, onClose }: Props) {
  const schema = useMemo(() => z.object({ name: z.string().trim().min(1, 'required').max(most) }), [most]);
  const form = useZodForm(schema, { defaultValues: { name } });
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} size="s">
      <Form
        form={form}
        onSubmit={async (values) => {
          await onSave(values.name);
          onClose();
        }}
      >
        <FormField name="name" label={label} {...(help === undefined ? {} : { help })}>
          <Input autoComplete="off" />
        </FormField>
        <DialogActions>
          <SubmitButton>{submitLabel}</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
