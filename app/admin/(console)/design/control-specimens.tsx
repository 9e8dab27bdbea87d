'use client';
import { Ellipsis, Plus, Search, Trash } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
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

const groups = [
  { value: 'soci', label: 'Soci', hint: '4.318' },
  { value: 'onorari', label: 'Soci onorari', depth: 1, hint: '41' },
  { value: 'sostenitori', label: 'Sostenitori', depth: 1, hint: '512' },
  { value: 'stampa', label: 'Stampa', hint: '212' },
];
const schema = z.object({
  name: z.string().min(1),
  email: z.email(),
  topic: z.enum(['a', 'b']),
  notes: z.string().max(200),
});

export function ControlSpecimens({ theme }: { theme: string }) {
  return (
    <>
      <Section title="Pulsanti">
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" icon={<Plus />}>
            Nuova campagna
          </Button>
          <Button>Indietro</Button>
          <Button variant="ghost">Lascia e riprendi dopo</Button>
          <Button variant="danger" icon={<Trash />}>
            Elimina 12 contatti
          </Button>
          <Button variant="primary" busy>
            Importo
          </Button>
          <Button disabled>Non disponibile</Button>
          <Button size="s">Piccolo</Button>
          <IconButton label={`Altro (${theme})`} icon={<Ellipsis />} />
          <IconButton label="Premuto" icon={<Search />} variant="secondary" pressed />
          <CopyButton value="newsletter@example.it" />
          <Kbd>Ctrl K</Kbd>
        </div>
      </Section>
      <Section title="Campi">
        <Fields />
      </Section>
      <Section title="Modulo con errori">
        <SampleForm />
      </Section>
    </>
  );
}

function Fields() {
  const [select, setSelect] = useState<string>();
  const [group, setGroup] = useState<string | undefined>('onorari');
  const [many, setMany] = useState(['soci', 'stampa']);
  const [radio, setRadio] = useState('aggregate');
  const [on, setOn] = useState(true);
  const [ticks, setTicks] = useState<[boolean, boolean]>([true, false]);
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Field label="Nome della campagna" help="Lo vedi solo tu.">
        <Input defaultValue="Programma di dicembre" />
      </Field>
      <Field label="Indirizzo del mittente" error="Non è un indirizzo e-mail completo, come nome@esempio.it.">
        <Input defaultValue="ciao@" />
      </Field>
      <Field label="Quota" optional>
        <Input prefix={<Search />} suffix="€" inputMode="decimal" placeholder="Importo" />
      </Field>
      <Field label="Non modificabile">
        <Input disabled value="lungofiume" readOnly />
      </Field>
      <Field label="Argomento">
        <Select
          value={select}
          onValueChange={setSelect}
          placeholder="Scegli un argomento"
          options={[
            { value: 'n', label: 'Newsletter' },
            { value: 'e', label: 'Eventi' },
            { value: 'x', label: 'Comunicati', disabled: true },
          ]}
        />
      </Field>
      <Field label="Gruppo">
        <Combobox value={group} onValueChange={setGroup} options={groups} />
      </Field>
      <Field label="Invia ai gruppi" className="sm:col-span-2">
        <MultiSelect value={many} onValueChange={setMany} options={groups} />
      </Field>
      <Field label="Note" className="sm:col-span-2">
        <Textarea placeholder="Facoltative" />
      </Field>
      <Field label="Tracciamento">
        <RadioGroup
          value={radio}
          onValueChange={setRadio}
          options={[
            { value: 'off', label: 'Nessuno' },
            { value: 'aggregate', label: 'Aggregato', help: 'Si contano le letture, non chi legge.' },
            { value: 'individual', label: 'Individuale', help: 'Solo con il consenso del contatto.' },
          ]}
        />
      </Field>
      <div className="grid content-start gap-3">
        <Checkbox
          label="Invia una copia a me"
          checked={ticks[0]}
          onCheckedChange={(next) => setTicks([next, ticks[1]])}
        />
        <Checkbox
          label="Allega il PDF"
          help="Al massimo 5 MB."
          checked={ticks[1]}
          onCheckedChange={(next) => setTicks([ticks[0], next])}
        />
        <Checkbox label="Alcuni" checked="indeterminate" onCheckedChange={() => setTicks([true, true])} />
        <Checkbox label="Bloccato" checked disabled onCheckedChange={() => undefined} />
        <Switch label="Notifiche attive" help="Ha effetto subito." checked={on} onCheckedChange={setOn} />
        <Switch label="Avvisi sonori" checked={!on} onCheckedChange={(next) => setOn(!next)} />
      </div>
      <div className="sm:col-span-2">
        <FileDrop onFile={() => undefined} accept=".csv" maxBytes={50_000_000} hint="CSV fino a 50 MB" />
      </div>
    </div>
  );
}

function SampleForm() {
  const form = useZodForm(schema, { defaultValues: { name: '', email: '', notes: '' } });
  return (
    <Form form={form} onSubmit={() => undefined}>
      <FormField name="name" label="Nome">
        <Input />
      </FormField>
      <FormField name="email" label="E-mail" help="La usiamo per i messaggi di servizio.">
        <Input type="email" />
      </FormField>
      <FormField name="topic" label="Piano">
        {(field) => (
          <Select
            value={field.value}
            onValueChange={field.onChange}
            placeholder="Scegli un piano"
            options={[
              { value: 'a', label: 'NL-S' },
              { value: 'b', label: 'NL-L' },
            ]}
          />
        )}
      </FormField>
      <FormField name="notes" label="Note" optional>
        <Textarea />
      </FormField>
      <div>
        <SubmitButton>Salva il modulo</SubmitButton>
      </div>
    </Form>
  );
}
