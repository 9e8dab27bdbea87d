'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useGroupOptions } from '#components/contacts/group-options.ts';
import { useTRPC } from '#components/trpc.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { Section } from '#components/ui/section.tsx';
import type { FormDefinition } from '#server/modules/forms/schemas.ts';

type Props = {
  definition: FormDefinition;
  onChange: (edit: (definition: FormDefinition) => FormDefinition) => void;
};

/** What is signed up for, and where the contact goes: for everybody, or as the visitor chooses. */
export function GroupsSection({ definition, onChange }: Props) {
  const t = useTranslations('forms.builder.groups');
  const trpc = useTRPC();
  const known = useGroupOptions();
  const topics = useQuery(trpc.contacts.topics.queryOptions());
  const { groups, topicIds } = definition;
  const chosen = [...groups.always, ...groups.offered.map(({ id }) => id)];
  // A group that was deleted since stays in sight, so that it can be taken out.
  const gone = chosen
    .filter((id) => known.length > 0 && !known.some(({ value }) => value === id))
    .map((id) => ({ value: id, label: t('gone') }));
  const options = [...known, ...gone];
  const nameOf = (id: string) => options.find(({ value }) => value === id)?.label ?? t('gone');
  const set = (change: Partial<FormDefinition['groups']>) =>
    onChange((before) => ({ ...before, groups: { ...before.groups, ...change } }));
  const offer = (ids: string[]) =>
    set({ offered: ids.map((id) => groups.offered.find((one) => one.id === id) ?? { id, label: nameOf(id) }) });
  return (
    <Section title={t('title')}>
      <div className="grid gap-4">
        <Field label={t('topics')}>
          <MultiSelect
            value={topicIds}
            onValueChange={(ids) => onChange((before) => ({ ...before, topicIds: ids }))}
            options={(topics.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            placeholder={t('choose')}
            label={t('topics')}
          />
        </Field>
        <Field label={t('always')} help={t('alwaysHelp')}>
          <MultiSelect
            value={groups.always}
            onValueChange={(always) => set({ always })}
            options={options}
            placeholder={t('choose')}
            label={t('always')}
          />
        </Field>
        <Field label={t('offered')} help={t('offeredHelp')}>
          <MultiSelect
            value={groups.offered.map(({ id }) => id)}
            onValueChange={offer}
            options={options}
            placeholder={t('choose')}
            label={t('offered')}
          />
        </Field>
        {groups.offered.length > 0 && (
          <>
            <Field label={t('label')}>
              <Input value={groups.label} maxLength={120} onChange={({ target }) => set({ label: target.value })} />
            </Field>
            {groups.offered.map((one) => (
              <Field key={one.id} label={t('labelOf', { name: nameOf(one.id) })}>
                <Input
                  value={one.label}
                  maxLength={120}
                  onChange={({ target }) =>
                    set({
                      offered: groups.offered.map((each) =>
                        each.id === one.id ? { ...each, label: target.value } : each,
                      ),
                    })
                  }
                />
              </Field>
            ))}
          </>
        )}
      </div>
    </Section>
  );
}
