'use client';
import { Ellipsis, Plus, Search, Trash } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type Say, useSay } from './specimen-words.ts';

const groupsIn = (say: Say) => [
  { value: 'soci', label: say('Soci'), hint: '4.318' },
  { value: 'onorari', label: say('Soci onorari'), depth: 1, hint: '41' },
  { value: 'sostenitori', label: say('Sostenitori'), depth: 1, hint: '512' },
  { value: 'stampa', label: say('Stampa'), hint: '212' },
];
const schema = () => import('./specimen-schema.ts').then(({ specimenSchema }) => specimenSchema);

export function ControlSpecimens({ theme }: { theme: string }) {
  const say = useSay();
  return (
    <>
      <Section title={say('Pulsanti')}>
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" icon={<Plus />}>
            {say('Nuova campagna')}
          </Button>
          <Button>{say('Indietro')}</Button>
          <Button variant="ghost">{say('Lascia e riprendi dopo')}</Button>
          <Button variant="danger" icon={<Trash />}>
            {say('Elimina 12 contatti')}
          </Button>
          <Button variant="primary" busy>
            {say('Importo')}
          </Button>
          <Button disabled>{say('Non disponibile')}</Button>
          <Button size="s">{say('Piccolo')}</Button>
          <IconButton label={`${say('Altro')} (${theme})`} icon={<Ellipsis />} />
          <IconButton label={say('Premuto')} icon={<Search />} variant="secondary" pressed />
          <CopyButton value="newsletter@example.it" />
          <Kbd>Ctrl K</Kbd>
        </div>
      </Section>
      <Section title={say('Campi')}>
        <Fields />
      </Section>
      <Section title={say('Modulo con errori')}>
        <SampleForm />
      </Section>
    </>
  );
}

function Fields() {
  const say = useSay();
  const groups = groupsIn(say);
  const [select, setSelect] = useState<string>();
  const [group, setGroup] = useState<string | undefined>('onorari');
  const [many, setMany] = useState(['soci', 'stampa']);
  const [radio, setRadio] = useState('aggregate');
  const [on, setOn] = useState(true);
  const [ticks, setTicks] = useState<[boolean, boolean]>([true, false]);
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Field label={say('Nome della campagna')} help={say('Lo vedi solo tu.')}>
        <Input defaultValue={say('Programma di dicembre')} />
      </Field>
      <Field
        label={say('Indirizzo del mittente')}
        error={say('Non è un indirizzo e-mail completo, come nome@esempio.it.')}
      >
        <Input defaultValue="ciao@" />
      </Field>
      <Field label={say('Quota')} optional>
        <Input prefix={<Search />} suffix="€" inputMode="decimal" placeholder={say('Importo')} />
      </Field>
      <Field label={say('Non modificabile')}>
        <Input disabled value="lungofiume" readOnly />
      </Field>
      <Field label={say('Argomento')}>
        <Select
          value={select}
          onValueChange={setSelect}
          placeholder={say('Scegli un argomento')}
          options={[
            { value: 'n', label: 'Newsletter' },
            { value: 'e', label: say('Eventi') },
            { value: 'x', label: say('Comunicati'), disabled: true },
          ]}
        />
      </Field>
      <Field label={say('Gruppo')}>
        <Combobox value={group} onValueChange={setGroup} options={groups} />
      </Field>
      <Field label={say('Invia ai gruppi')} className="sm:col-span-2">
        <MultiSelect value={many} onValueChange={setMany} options={groups} />
      </Field>
      <Field label={say('Note')} className="sm:col-span-2">
        <Textarea placeholder={say('Facoltative')} />
      </Field>
      <Field label={say('Tracciamento')}>
        <RadioGroup
          value={radio}
          onValueChange={setRadio}
          options={[
            { value: 'off', label: say('Nessuno') },
            { value: 'aggregate', label: say('Aggregato'), help: say('Si contano le letture, non chi legge.') },
            { value: 'individual', label: say('Individuale'), help: say('Solo con il consenso del contatto.') },
          ]}
        />
      </Field>
      <div className="grid content-start gap-3">
        <Checkbox
          label={say('Invia una copia a me')}
          checked={ticks[0]}
          onCheckedChange={(next) => setTicks([next, ticks[1]])}
        />
        <Checkbox
          label={say('Allega il PDF')}
          help={say('Al massimo 5 MB.')}
          checked={ticks[1]}
          onCheckedChange={(next) => setTicks([ticks[0], next])}
        />
        <Checkbox label={say('Alcuni')} checked="indeterminate" onCheckedChange={() => setTicks([true, true])} />
        <Checkbox label={say('Bloccato')} checked disabled onCheckedChange={() => undefined} />
        <Switch label={say('Notifiche attive')} help={say('Ha effetto subito.')} checked={on} onCheckedChange={setOn} />
        <Switch label={say('Avvisi sonori')} checked={!on} onCheckedChange={(next) => setOn(!next)} />
      </div>
      <div className="sm:col-span-2">
        <FileDrop onFile={() => undefined} accept=".csv" maxBytes={50_000_000} hint={say('CSV fino a 50 MB')} />
      </div>
    </div>
  );
}

function SampleForm() {
  const say = useSay();
  const form = useZodForm(schema, { defaultValues: { name: '', email: '', notes: '' } });
  return (
    <Form form={form} onSubmit={() => undefined}>
      <FormField name="name" label={say('Nome')}>
        <Input />
      </FormField>
      <FormField name="email" label="E-mail" help={say('La usiamo per i messaggi di servizio.')}>
        <Input type="email" />
      </FormField>
      <FormField name="topic" label={say('Piano')}>
        {(field) => (
          <Select
            value={field.value}
            onValueChange={field.onChange}
            placeholder={say('Scegli un piano')}
            options={[
              { value: 'a', label: 'NL-S' },
              { value: 'b', label: 'NL-L' },
            ]}
          />
        )}
      </FormField>
      <FormField name="notes" label={say('Note')} optional>
        <Textarea />
      </FormField>
      <div>
        <SubmitButton>{say('Salva il modulo')}</SubmitButton>
      </div>
    </Form>
  );
}
