'use client';
import { Code2, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useBase } from '#components/contacts/use-base.ts';
import { Badge } from '#components/ui/badge.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Code, CodeBlock } from '#components/ui/code.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Columns, Section } from '#components/ui/section.tsx';
import { FormFrame } from '../form-frame.tsx';
import type { FormDetail } from '../form-types.ts';
import { AllowedSites } from './allowed-sites.tsx';
import { type CodeKind, codeKinds, codeOf, policyOf } from './site-codes.ts';

/** How the form gets onto a site: its address, the codes to copy, and which sites may carry it. */
export function SitePage({ id }: { id: string }) {
  return <FormFrame id={id}>{(form) => <Site form={form} />}</FormFrame>;
}

function Site({ form }: { form: FormDetail }) {
  const t = useTranslations('forms.site');
  const tForms = useTranslations('forms');
  const { base } = useBase();
  if (form.publishedRevision === null || form.html === null) {
    return (
      <EmptyState
        icon={<Code2 />}
        title={t('unpublished')}
        action={
          <Link href={`${base}/forms/${form.id}/edit`} className={buttonClass('primary')}>
            {tForms('tabs.edit')}
          </Link>
        }
      >
        {t('unpublishedBody')}
      </EmptyState>
    );
  }
  return (
    <Columns
      main={
        <>
          <Section
            title={t('link')}
            action={
              <a href={form.addresses.page} target="_blank" rel="noopener" className={buttonClass('secondary', 's')}>
                <ExternalLink aria-hidden />
                {t('open')}
              </a>
            }
          >
            <p className="mb-2 text-table text-ink-2">{t('linkBody')}</p>
            <span className="flex items-center gap-1">
              <Code>{form.addresses.page}</Code>
              <CopyButton value={form.addresses.page} label={t('copy', { kind: t('link') })} />
            </span>
          </Section>
          <AllowedSites form={form} />
          <Codes form={form} html={form.html} />
        </>
      }
      aside={<Versions form={form} />}
    />
  );
}

function Codes({ form, html }: { form: FormDetail; html: string }) {
  const t = useTranslations('forms.site');
  const [kind, setKind] = useState<CodeKind>('script');
  const code = codeOf(kind, { ...form.addresses, title: form.definition.texts.title, html });
  const policy = policyOf(kind, form.addresses.origin);
  return (
    <Section title={t('codes')} action={<CopyButton value={code} label={t('copy', { kind: t(kind) })} />}>
      <div className="grid gap-4">
        {form.allowedSites.length === 0 && <Notice tone="wait">{t('noSites')}</Notice>}
        <RadioGroup
          label={t('kinds')}
          value={kind}
          onValueChange={(value) => setKind(codeKinds.find((one) => one === value) ?? 'script')}
          options={codeKinds.map((value) => ({ value, label: t(value), help: t(`${value}Body`) }))}
        />
        <CodeBlock label={t('codeOf', { kind: t(kind) })} wrap>
          {code}
        </CodeBlock>
        <div className="grid gap-1.5">
          <h3 className="font-medium text-table">{t('csp')}</h3>
          <p className="text-caption text-ink-3">{t('cspBody')}</p>
          <CodeBlock label={t('csp')} wrap>
            {policy}
          </CodeBlock>
        </div>
      </div>
    </Section>
  );
}

function Versions({ form }: { form: FormDetail }) {
  const t = useTranslations('forms.site');
  return (
    <Section title={t('versions')}>
      <p className="mb-3 text-caption text-ink-3">{t('versionsBody')}</p>
      <ul className="grid gap-3 text-table">
        {form.versions.map(({ revision, publishedAt, actorName }) => (
          <li key={revision}>
            <span className="flex flex-wrap items-center gap-2 font-medium">
              {t('version', { revision })}
              {revision === form.publishedRevision && form.state === 'published' && (
                <Badge tone="good">{t('current')}</Badge>
              )}
            </span>
            <span className="text-caption text-ink-3">
              <DateTime at={publishedAt} /> · {actorName}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
