'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Check } from '#shared/campaign-checks.ts';
import type { NewsletterDocument } from '#shared/document/schema.ts';
import { ChecksList } from '../checks-list.tsx';
import { BlockProperties } from './block-properties.tsx';
import { findBlock } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';
import { FooterProperties, MessageProperties } from './message-properties.tsx';

type Props = {
  document: NewsletterDocument;
  checks: readonly Check[];
  /** Of the campaigns. */
  base: string;
};

/** What is selected, and what the message still lacks. */
export function PropertiesPanel({ document, checks, base }: Props) {
  const t = useTranslations('editor');
  const { selected, showBlock, variableLabel } = useEditorContext();
  const block = selected === null ? undefined : findBlock(document.blocks, selected);
  const footer = selected === document.footer.id;
  const title = block ? t(`block.${block.type}`) : footer ? t('block.footer') : t('message');
  return (
    <div className="grid content-start gap-6">
      <section aria-labelledby="properties-title">
        <h2 id="properties-title" className="mb-3 text-section">
          {title}
        </h2>
        {block ? (
          <BlockProperties key={block.id} block={block} />
        ) : footer ? (
          <FooterProperties footer={document.footer} />
        ) : (
          <MessageProperties settings={document.settings} />
        )}
      </section>
      <section aria-labelledby="checks-title">
        <h2 id="checks-title" className="mb-3 text-section">
          {t('checks')}
        </h2>
        <ChecksList
          checks={checks}
          variableLabel={variableLabel}
          fix={({ id, data, blockId }) =>
            id === 'variables' ? (
              <LackingLink name={String(data.name ?? '')} home={base.replace(/\/campaigns$/, '')} />
            ) : blockId === undefined ? null : (
              <button
                type="button"
                className="font-medium text-accent hover:underline"
                onClick={() => showBlock(blockId)}
              >
                {t('showBlock')}
              </button>
            )
          }
        />
      </section>
    </div>
  );
}

/** Leads to the contacts that lack the value, or to the workspace's own particulars. */
function LackingLink({ name, home }: { name: string; home: string }) {
  const t = useTranslations('editor');
  const key = name.startsWith('contact.attributes.') ? name.slice('contact.attributes.'.length) : null;
  if (key === null) return null;
  const query = new URLSearchParams({ attr: `${key}.empty.` });
  return (
    <Link href={`${home}/contacts?${query}`} className="font-medium text-accent hover:underline">
      {t('showContacts')}
    </Link>
  );
}
