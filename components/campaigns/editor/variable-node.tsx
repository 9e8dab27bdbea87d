'use client';
import { mergeAttributes, Node } from '@tiptap/core';
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { useEditorContext } from './editor-context.tsx';

/** A variable in a text: an atom that shows its name and what stands in for a missing value. */
export const Variable = Node.create({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes() {
    return { name: { default: 'contact.firstName' }, fallback: { default: '' } };
  },
  parseHTML() {
    return [
      {
        tag: 'span[data-variable]',
        getAttrs: (element) => ({
          name: element.getAttribute('data-variable') ?? '',
          fallback: element.getAttribute('data-fallback') ?? '',
        }),
      },
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const data = { 'data-variable': String(node.attrs.name), 'data-fallback': String(node.attrs.fallback) };
    return ['span', mergeAttributes(HTMLAttributes, data), String(node.attrs.name)];
  },
  addNodeView() {
    return ReactNodeViewRenderer(VariableChip);
  },
});

function VariableChip({ node, updateAttributes, deleteNode, selected }: NodeViewProps) {
  const t = useTranslations('editor.variable');
  const { variableLabel } = useEditorContext();
  const name = String(node.attrs.name);
  const fallback = String(node.attrs.fallback);
  const label = variableLabel(name);
  return (
    <NodeViewWrapper as="span" className="inline">
      <Popover
        label={t('edit', { name: label })}
        trigger={
          <button
            type="button"
            contentEditable={false}
            className={`mx-px inline rounded-in bg-accent-wash px-1.5 py-0.5 align-baseline font-sans text-[0.875em] leading-none text-accent ${selected ? 'shadow-(--focus)' : ''}`}
          >
            {fallback === '' ? label : t('withFallback', { name: label, fallback })}
          </button>
        }
      >
        <div className="grid gap-3">
          <Field label={t('fallback')} help={t('fallbackHelp', { name: label })}>
            <Input
              value={fallback}
              maxLength={200}
              onChange={(event) => updateAttributes({ fallback: event.target.value })}
            />
          </Field>
          <Button size="s" onClick={deleteNode}>
            {t('remove')}
          </Button>
        </div>
      </Popover>
    </NodeViewWrapper>
  );
}
