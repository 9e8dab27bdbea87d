'use client';
import { Node } from '@tiptap/core';
import Link from '@tiptap/extension-link';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect, useRef } from 'react';
import { useNonce } from '#components/ui/nonce.tsx';
import { readUrl } from '#shared/document/safe-url.ts';
import type { RichText as RichTextJson } from '#shared/document/schema.ts';
import { cleanPaste, pastedPictures } from './clean-paste.ts';
import { richLineOf, richTextOf } from './rich-text-json.ts';
import { Variable } from './variable-node.tsx';

const Line = Node.create({ name: 'doc', topNode: true, content: 'paragraph' });
/** An address that our own reader refuses never becomes a link, typed or pasted. */
const SafeLink = Link.configure({
  openOnClick: false,
  autolink: true,
  linkOnPaste: true,
  HTMLAttributes: { rel: null, target: null },
  isAllowedUri: (uri) => readUrl(uri ?? '').ok,
});
/** History is the editor's own, over all blocks; a heading is one line. */
const kit = (line: boolean) =>
  StarterKit.configure({
    ...(line ? { document: false, bulletList: false, orderedList: false, listItem: false, listKeymap: false } : {}),
    heading: false,
    blockquote: false,
    codeBlock: false,
    code: false,
    horizontalRule: false,
    undoRedo: false,
    link: false,
    trailingNode: false,
    dropcursor: false,
    gapcursor: false,
  });

type Props = {
  value: RichTextJson;
  /** One paragraph without lists. */
  line?: boolean;
  label: string;
  onChange: (value: RichTextJson) => void;
  onFocus: () => void;
  /** Pictures that came with what was pasted; `remote` are those that stand elsewhere. */
  onPictures: (files: File[], remote: number) => void;
  onEditor: (editor: Editor | null) => void;
  className?: string;
};

/** Text edited where it stands. What changes from outside (undo, a loaded version) is taken over without an echo. */
export function RichText({ value, line = false, label, onChange, onFocus, onPictures, onEditor, className }: Props) {
  const nonce = useNonce();
  const known = useRef(JSON.stringify(value));
  const handlers = useRef({ onChange, onFocus, onPictures });
  handlers.current = { onChange, onFocus, onPictures };
  const editor = useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    injectNonce: nonce,
    extensions: line ? [Line, kit(true), SafeLink, Variable] : [kit(false), SafeLink, Variable],
    content: value,
    editorProps: {
      attributes: {
        'aria-label': label,
        role: 'textbox',
        'aria-multiline': String(!line),
        class: 'outline-none focus-visible:shadow-none',
      },
      transformPastedHTML: (html) => cleanPaste(html, line),
      transformPastedText: (text) => (line ? text.replace(/\s+/g, ' ').trim() : text),
      handlePaste: (_, event) => {
        if (!event.clipboardData) return false;
        const { files, remote, words } = pastedPictures(event.clipboardData);
        if (files.length === 0 && remote === 0) return false;
        handlers.current.onPictures(files, remote);
        return !words;
      },
      handleKeyDown: (view, event) => {
        if (!line || event.key !== 'Enter') return false;
        const { hardBreak } = view.state.schema.nodes;
        if (hardBreak) view.dispatch(view.state.tr.replaceSelectionWith(hardBreak.create()).scrollIntoView());
        return true;
      },
    },
    onUpdate({ editor: changed }) {
      const next = line ? richLineOf(changed.getJSON()) : richTextOf(changed.getJSON());
      const text = JSON.stringify(next);
      if (text === known.current) return;
      known.current = text;
      handlers.current.onChange(next);
    },
    onFocus: () => handlers.current.onFocus(),
  });

  useEffect(() => {
    onEditor(editor);
    return () => onEditor(null);
  }, [editor, onEditor]);

  useEffect(() => {
    const text = JSON.stringify(value);
    if (!editor || text === known.current) return;
    known.current = text;
    const { from } = editor.state.selection;
    editor.commands.setContent(value, { emitUpdate: false });
    // The caret stays about where it was: undoing must not throw it to the end.
    if (editor.isFocused) editor.commands.setTextSelection(Math.min(from, editor.state.doc.content.size - 1));
  }, [editor, value]);

  return <EditorContent editor={editor} className={className} />;
}
