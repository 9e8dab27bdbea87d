'use client';
import { useTranslations } from 'next-intl';
import {
  cloneElement,
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  Controller,
  type ControllerRenderProps,
  type FieldErrors,
  type FieldValues,
  FormProvider,
  get,
  type Resolver,
  type UseFormProps,
  type UseFormReturn,
  useForm,
  useFormContext,
} from 'react-hook-form';
import type { z } from 'zod';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { useLoadAtFirstTouch } from './first-touch.ts';
import { FormErrors } from './form-errors.tsx';
import { useErrorSentence } from './use-error-sentence.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';
import { refusalOf } from './validation.ts';

/** A schema, or how to load it: a form that a page shows at once loads neither it nor zod before somebody is there to fill it in. */
type SchemaOf<Input extends FieldValues, Output extends FieldValues> =
  | z.ZodType<Output, Input>
  | (() => Promise<z.ZodType<Output, Input>>);

const loadResolver = () => import('@hookform/resolvers/zod').then(({ zodResolver }) => zodResolver);

/**
 * `react-hook-form` over a zod schema, whose refusals are said in the person's language. Validation waits for a schema that is
 * still on its way; one that does not come is said at the top of the form, and asked for again by the next submit.
 */
export function useZodForm<Input extends FieldValues, Output extends FieldValues>(
  schema: SchemaOf<Input, Output>,
  options: Omit<UseFormProps<Input, unknown, Output>, 'resolver'> = {},
): UseFormReturn<Input, unknown, Output> {
  const t = useTranslations('ui.validation');
  const offline = useTranslations('errors')('offline');
  const load = () => Promise.all([loadResolver(), typeof schema === 'function' ? schema() : schema] as const);
  useLoadAtFirstTouch(load);

  const resolver: Resolver<Input, unknown, Output> = async (...asked) => {
    const loaded = await load().catch(() => null);
    if (loaded === null)
      return { values: {}, errors: { root: { type: 'load', message: offline } } as FieldErrors<Input> };
    const [zodResolver, known] = loaded;
    const resolve = zodResolver(known, {
      error: (issue) => {
        const { key, count } = refusalOf(issue);
        return t(key, { count: count ?? 0 });
      },
    });
    return resolve(...asked);
  };
  return useForm<Input, unknown, Output>({ mode: 'onTouched', shouldFocusError: false, ...options, resolver });
}

type Labels = { base: string; labels: Map<string, string> };
const FormContext = createContext<Labels>({ base: '', labels: new Map() });

/** A schema's own message may be a key of `ui.validation`; any other text is shown as it stands. */
function useIssueSentence(): (message: string | undefined) => string | undefined {
  const t = useTranslations('ui.validation');
  return useCallback(
    (message) => (message && t.has(message as 'required') ? t(message as 'required', { count: 0 }) : message),
    [t],
  );
}

/** Field errors that the server found, as its error mapper sends them: `error.data.fieldErrors`. */
function fieldErrorsOf(cause: unknown): [string, string][] {
  if (typeof cause !== 'object' || cause === null || !('data' in cause)) return [];
  const { data } = cause;
  if (typeof data !== 'object' || data === null || !('fieldErrors' in data)) return [];
  const { fieldErrors } = data;
  if (typeof fieldErrors !== 'object' || fieldErrors === null) return [];
  return Object.entries(fieldErrors).flatMap(([name, messages]): [string, string][] => {
    const first: unknown = Array.isArray(messages) ? messages[0] : messages;
    return typeof first === 'string' ? [[name, first]] : [];
  });
}

/** The message of a field by its path ("rows.0.name"). */
function messageAt(errors: object, name: string): string | undefined {
  const found: unknown = get(errors, name);
  if (typeof found !== 'object' || found === null || !('message' in found)) return undefined;
  return typeof found.message === 'string' ? found.message : undefined;
}

type FormProps<Input extends FieldValues, Output extends FieldValues> = {
  form: UseFormReturn<Input, unknown, Output>;
  /** May throw: field errors go to their fields, anything else is said at the top. Nothing typed is lost. */
  onSubmit: (values: Output) => void | Promise<void>;
  /** Ask before leaving with something unsaved. */
  guard?: boolean;
  children: ReactNode;
  className?: string;
  id?: string;
};

export function Form<Input extends FieldValues, Output extends FieldValues>({
  form,
  onSubmit,
  guard = false,
  children,
  className,
  id,
}: FormProps<Input, Output>) {
  const base = useId();
  const labels = useRef(new Map<string, string>());
  const [failure, setFailure] = useState<string>();
  const sentence = useErrorSentence();
  const issue = useIssueSentence();
  const { errors, isDirty, isSubmitting, isSubmitted, submitCount } = form.formState;
  const dialog = useUnsavedGuard(guard && isDirty && !isSubmitting);

  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      await onSubmit(values);
    } catch (cause) {
      const known = fieldErrorsOf(cause).filter(([name]) => labels.current.has(name));
      for (const [name, message] of known)
        form.setError(name as Parameters<typeof form.setError>[0], { type: 'server', message });
      if (known.length === 0) setFailure(sentence(cause));
    }
  });

  const listed = [...labels.current].flatMap(([name, label]) => {
    const message = issue(messageAt(errors, name));
    return message ? [{ id: `${base}-${name}`, label, message }] : [];
  });
  const context = useMemo(() => ({ base, labels: labels.current }), [base]);
  return (
    <FormProvider {...form}>
      <FormContext value={context}>
        <form
          {...(id ? { id } : {})}
          noValidate
          onSubmit={(event) => {
            event.stopPropagation();
            void submit(event);
          }}
          className={className ?? 'grid max-w-xl grid-cols-1 gap-4'}
        >
          {(isSubmitted || failure !== undefined) && (
            <FormErrors
              errors={isSubmitted ? listed : []}
              message={failure ?? errors.root?.message}
              attempt={submitCount}
            />
          )}
          {children}
        </form>
      </FormContext>
      {dialog}
    </FormProvider>
  );
}

export type FieldBinding = ControllerRenderProps<FieldValues, string>;

type FormFieldProps = {
  name: string;
  label: string;
  help?: ReactNode;
  optional?: boolean;
  hideLabel?: boolean;
  className?: string;
  /** An Input or Textarea, or a function for controls with a value and a change of their own. */
  children: ReactElement | ((field: FieldBinding) => ReactNode);
};

export function FormField({ name, label, help, optional, hideLabel, className, children }: FormFieldProps) {
  const { base, labels } = useContext(FormContext);
  const { control } = useFormContext();
  const issue = useIssueSentence();
  labels.set(name, label);
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <Field
          id={`${base}-${name}`}
          label={label}
          error={issue(fieldState.error?.message)}
          {...(help !== undefined ? { help } : {})}
          {...(optional ? { optional } : {})}
          {...(hideLabel ? { hideLabel } : {})}
          {...(className ? { className } : {})}
        >
          {typeof children === 'function'
            ? children(field)
            : cloneElement(children, { ...field, value: field.value ?? '' } as object)}
        </Field>
      )}
    />
  );
}

/** Sends the form around it; busy while the answer is awaited. */
export function SubmitButton({
  children,
  variant = 'primary',
}: {
  children: ReactNode;
  variant?: 'primary' | 'danger';
}) {
  const { formState } = useFormContext();
  return (
    // Pressing it leaves the focus where it was: a field's refusal on blur would push the button from under the pointer.
    <Button
      type="submit"
      variant={variant}
      busy={formState.isSubmitting}
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </Button>
  );
}
