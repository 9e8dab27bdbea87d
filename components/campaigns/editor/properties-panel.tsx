'use client';
import { useTranslations } from 'next-intl';
import type { Check } from '#shared/campaign-checks.ts';
import type { NewsletterDocument } from '#shared/document/schema.ts';
import { ChecksList } from '../checks-list.tsx';
import { BlockProperties } from './block-properties.tsx';
import { findBlock } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';
import { FooterProperties, MessageProperties } from './message-properties.tsx';

/** What is selected, and what the message still lacks. */
export function PropertiesPanel({ document, checks }: { document: NewsletterDocument; checks: readonly Check[] }) {
  const t = useTranslations('editor');
  const { selected, dispatch, variableLabel } = useEditorContext();
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
          fix={({ blockId }) =>
            blockId === undefined ? null : (
              <button
                type="button"
                className="font-medium text-accent hover:underline"
                onClick={() => dispatch({ type: 'select', id: blockId })}
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
