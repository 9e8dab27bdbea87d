'use client';
import { type Editor, useEditorState } from '@tiptap/react';
import { Bold, Braces, Italic, Link as LinkIcon, List, ListOrdered, Underline } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, Fragment, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { readUrl } from '#shared/document/safe-url.ts';
import type { VariableKind } from '../use-variables.ts';
import { useEditorContext } from './editor-context.tsx';

/** What can be done to the text of the block that is edited. */
export function TextToolbar({ editor, lists }: { editor: Editor; lists: boolean }) {
  const t = useTranslations('editor.text');
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      underline: current.isActive('underline'),
      link: current.isActive('link'),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
    }),
  });
  const run = () => editor.chain().focus();
  return (
    <>
      <IconButton
        size="s"
        label={t('bold')}
        icon={<Bold />}
        pressed={active.bold}
        onClick={() => run().toggleBold().run()}
      />
      <IconButton
        size="s"
        label={t('italic')}
        icon={<Italic />}
        pressed={active.italic}
        onClick={() => run().toggleItalic().run()}
      />
      <IconButton
        size="s"
        label={t('underline')}
        icon={<Underline />}
        pressed={active.underline}
        onClick={() => run().toggleUnderline().run()}
      />
      <LinkButton editor={editor} pressed={active.link} />
      {lists && (
        <>
          <IconButton
            size="s"
            label={t('bulletList')}
            icon={<List />}
            pressed={active.bulletList}
            onClick={() => run().toggleBulletList().run()}
          />
          <IconButton
            size="s"
            label={t('orderedList')}
            icon={<ListOrdered />}
            pressed={active.orderedList}
            onClick={() => run().toggleOrderedList().run()}
          />
        </>
      )}
      <VariableMenu
        kinds={['contact', 'workspace', 'campaign', 'link']}
        onChoose={(name, words) =>
          run()
            .insertContent({ type: 'variable', attrs: { name, fallback: words } })
            .run()
        }
      />
    </>
  );
}

/** The variables that may stand in a place, by what brings them. */
export function VariableMenu({
  kinds,
  onChoose,
}: {
  kinds: readonly VariableKind[];
  onChoose: (name: string, words: string) => void;
}) {
  const t = useTranslations('editor.text');
  const { variables } = useEditorContext();
  return (
    <Menu
      label={t('variable')}
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t('variable')}
          title={t('variable')}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-in text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Braces />
        </button>
      }
    >
      {variables
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ kind, label: group, choices }) => (
          <Fragment key={kind}>
            <MenuLabel>{group}</MenuLabel>
            {choices.map(({ name, label }) => (
              <MenuItem
                key={name}
                onSelect={() =>
                  onChoose(name, kind === 'link' ? t(`linkWords.${name.slice(5)}` as 'linkWords.view') : '')
                }
              >
                {label}
              </MenuItem>
            ))}
          </Fragment>
        ))}
    </Menu>
  );
}

/** `www.…` and `name@…` are what people type. */
export function completeUrl(typed: string): string {
  const text = typed.trim();
  if (text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith('{{')) return text;
  return /^[^\s@/]+@[^\s@/]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
}

function LinkButton({ editor, pressed }: { editor: Editor; pressed: boolean }) {
  const t = useTranslations('editor.text');
  const [open, setOpen] = useState(false);
  const [href, setHref] = useState('');
  const [wrong, setWrong] = useState(false);

  function change(next: boolean): void {
    if (next) setHref(String(editor.getAttributes('link').href ?? ''));
    setWrong(false);
    setOpen(next);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const url = completeUrl(href);
    if (url !== '' && !readUrl(url).ok) {
      setWrong(true);
      return;
    }
    const chain = editor.chain().focus().extendMarkRange('link');
    if (url === '') chain.unsetLink().run();
    else if (editor.state.selection.empty && !pressed) {
      chain.insertContent({ type: 'text', text: url, marks: [{ type: 'link', attrs: { href: url } }] }).run();
    } else chain.setLink({ href: url }).run();
    setOpen(false);
  }

  return (
    <Popover
      label={t('link')}
      open={open}
      onOpenChange={change}
      trigger={<IconButton size="s" label={t('link')} icon={<LinkIcon />} pressed={pressed} />}
    >
      <form onSubmit={submit} className="grid gap-3">
        <Field label={t('linkTo')} error={wrong ? t('linkWrong') : undefined}>
          <Input value={href} placeholder="https://" onChange={(event) => setHref(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          {pressed && (
            <Button
              size="s"
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run();
                setOpen(false);
              }}
            >
              {t('unlink')}
            </Button>
          )}
          <Button size="s" type="submit" variant="primary">
            {t('setLink')}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
