import { CopyButton } from '#components/ui/copy-button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

type Props = { label: string; value: string; copyLabel: string; mono?: boolean };

/** A value to be read and handed on as it stands: focus selects it whole. */
export function CopyField({ label, value, copyLabel, mono = false }: Props) {
  return (
    <div className="flex items-end gap-2">
      <Field label={label} className="flex-1">
        <Input
          readOnly
          value={value}
          autoComplete="off"
          className={mono ? 'font-mono' : ''}
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <span className="pb-1">
        <CopyButton value={value} label={copyLabel} />
      </span>
    </div>
  );
}
