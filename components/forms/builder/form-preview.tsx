'use client';
import clsx from 'clsx';
import { Monitor, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { FormDefinition } from '#server/modules/forms/schemas.ts';
import { inkOn } from '#shared/forms/contrast.ts';
import { adoptSheet, formElements } from '#shared/forms/form-elements.ts';
import { formSheet, formTree } from '#shared/forms/form-view.ts';
import { makeView } from '#shared/forms/view-of.ts';
import type { FormDetail } from '../form-types.ts';
import type { AttributeChoice } from './use-attributes.ts';

type Props = { form: FormDetail; definition: FormDefinition; attributes: AttributeChoice[] };

/** The form as visitors will see it: the widget's own tree and sheet, in a shadow as on their page. It sends nothing. */
export function FormPreview({ form, definition, attributes }: Props) {
  const t = useTranslations('forms.builder');
  const host = useRef<HTMLDivElement>(null);
  const [phone, setPhone] = useState(false);
  useEffect(() => {
    const { current } = host;
    if (!current) return;
    const root = current.shadowRoot ?? current.attachShadow({ mode: 'open' });
    const published = { definition, attributes, ...form.names };
    const address = { publicId: form.publicId, revision: form.revision, action: form.addresses.page };
    const view = makeView(published, address, form.words);
    root.replaceChildren(formElements(formTree(view)));
    adoptSheet(root, formSheet(view.look, inkOn(view.look.accent)), view.look.font === 'page');
    const stop = (event: Event) => event.preventDefault();
    root.addEventListener('submit', stop);
    return () => root.removeEventListener('submit', stop);
  }, [form, definition, attributes]);
  return (
    <Section
      title={t('preview')}
      action={
        <span className="flex gap-1">
          <IconButton size="s" label={t('wide')} icon={<Monitor />} pressed={!phone} onClick={() => setPhone(false)} />
          <IconButton
            size="s"
            label={t('phone')}
            icon={<Smartphone />}
            pressed={phone}
            onClick={() => setPhone(true)}
          />
        </span>
      }
      inset={false}
    >
      <section
        aria-label={t('previewOf')}
        className="max-h-[calc(100vh-var(--bar)-9rem)] overflow-y-auto bg-sunken p-4 max-lg:max-h-none"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <div ref={host} className={clsx('mx-auto', phone ? 'max-w-80' : 'max-w-[520px]')} />
      </section>
    </Section>
  );
}
