'use client';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';

type Props<Made> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  madeTitle: string;
  /** On the button that leaves what was made. */
  doneLabel: string;
  form: (onMade: (made: Made) => void) => ReactNode;
  /** What is shown once, in the form's place. */
  children: (made: Made) => ReactNode;
};

/** A form in a dialog which then shows what it made: here, once. A click beside it loses neither. */
export function MadeOnceDialog<Made>(props: Props<Made>) {
  const { open, onOpenChange, title, madeTitle, doneLabel, form, children } = props;
  const [made, setMade] = useState<Made | null>(null);
  function change(next: boolean): void {
    onOpenChange(next);
    if (!next) setMade(null);
  }
  return (
    <Dialog open={open} onOpenChange={change} stays title={made === null ? title : madeTitle}>
      {made === null ? (
        form(setMade)
      ) : (
        <div className="grid gap-4">
          {children(made)}
          <DialogActions cancel={false}>
            <Button variant="primary" onClick={() => change(false)}>
              {doneLabel}
            </Button>
          </DialogActions>
        </div>
      )}
    </Dialog>
  );
}
