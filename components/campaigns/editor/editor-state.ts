import type { Block, DocumentSettings, FooterBlock, NewsletterDocument } from '#shared/document/schema.ts';
import {
  copyBlock,
  findBlock,
  insertBlock,
  listOf,
  moveBlock,
  type Place,
  placeOf,
  removeBlock,
  replaceBlock,
} from './block-tree.ts';

/** The lines of a message beside its document. */
export type Lines = { subject: string; preheader: string; fromName: string; fromAddress: string; replyTo: string };
/** `plainText` null: derived from the document. */
export type Content = { document: NewsletterDocument; lines: Lines; plainText: string | null };

/** What the last step did, for whoever doesn't see it; `index` counts from 1 among `count` neighbours. */
export type Said = { step: number } & (
  | { kind: 'added' | 'moved' | 'duplicated'; type: Block['type']; index: number; count: number; column: number | null }
  | { kind: 'removed'; type: Block['type'] }
  | { kind: 'undone' | 'redone' | 'stays' }
);

export type EditorState = {
  content: Content;
  /** A block's id; the footer's is `footer`; null: the message as a whole. */
  selected: string | null;
  past: readonly Content[];
  future: readonly Content[];
  /** What the last change was about and when (ms): the next of the same kind within a moment joins it. */
  last: { key: string; at: number } | null;
  said: Said | null;
};

export type EditorAction =
  | { type: 'select'; id: string | null }
  | { type: 'insert'; block: Block; place: Place }
  | { type: 'move'; id: string; place: Place }
  /** Up or down among its own; -1 or 1. */
  | { type: 'nudge'; id: string; by: -1 | 1 }
  /** Into the column beside it, or out of the columns; -1 or 1. */
  | { type: 'shift'; id: string; by: -1 | 1 }
  | { type: 'remove'; id: string }
  | { type: 'duplicate'; id: string }
  | { type: 'update'; block: Block; key: string; at: number }
  | { type: 'settings'; change: Partial<DocumentSettings>; key: string; at: number }
  | { type: 'footer'; change: Partial<Omit<FooterBlock, 'id' | 'type'>>; key: string; at: number }
  | { type: 'line'; name: keyof Lines; value: string; at: number }
  | { type: 'plainText'; value: string | null; at: number }
  | { type: 'undo' }
  | { type: 'redo' };

const longestHistory = 100;
const joinedWithin = 1500;

export function startEditor(content: Content): EditorState {
  return { content, selected: null, past: [], future: [], last: null, said: null };
}

/** A step of history; changes with the same key that follow each other at once are one step. */
function step(state: EditorState, content: Content, joined?: { key: string; at: number }): EditorState {
  if (content === state.content) return state;
  const joins = joined && state.last?.key === joined.key && joined.at - state.last.at < joinedWithin;
  return {
    ...state,
    content,
    past: joins ? state.past : [...state.past, state.content].slice(-longestHistory),
    future: [],
    last: joined ?? null,
  };
}

function withBlocks(state: EditorState, blocks: Block[], joined?: { key: string; at: number }): EditorState {
  const { content } = state;
  return step(state, { ...content, document: { ...content.document, blocks } }, joined);
}

/** What is selected after a block has gone: its successor, else its predecessor. */
function neighbour(blocks: readonly Block[], id: string): string | null {
  const place = placeOf(blocks, id);
  const list = place && listOf(blocks, place.parent);
  if (!place || !list) return null;
  return (list[place.index + 1] ?? list[place.index - 1])?.id ?? null;
}

function nudge(state: EditorState, id: string, by: -1 | 1): EditorState {
  const { blocks } = state.content.document;
  const place = placeOf(blocks, id);
  const list = place && listOf(blocks, place.parent);
  if (!place || !list) return state;
  const index = place.index + by;
  if (index < 0 || index >= list.length) return state;
  const to = { parent: place.parent, index: by > 0 ? index + 1 : index };
  return { ...withBlocks(state, moveBlock(blocks, id, to)), selected: id };
}

/** Where `shift` takes a block; undefined where there is nothing beside it. */
function besideOf(blocks: readonly Block[], id: string, by: -1 | 1): Place | undefined {
  const place = placeOf(blocks, id);
  if (!place || findBlock(blocks, id)?.type === 'columns') return undefined;
  if (place.parent === null) {
    const neighbour = blocks[place.index + by];
    if (neighbour?.type !== 'columns') return undefined;
    const column = by > 0 ? neighbour.columns[0] : neighbour.columns.at(-1);
    return column && { parent: column.id, index: by > 0 ? 0 : column.blocks.length };
  }
  const outer = blocks.findIndex(
    (block) => block.type === 'columns' && block.columns.some((column) => column.id === place.parent),
  );
  const holder = blocks[outer];
  if (holder?.type !== 'columns') return undefined;
  const next = holder.columns[holder.columns.findIndex((column) => column.id === place.parent) + by];
  return next ? { parent: next.id, index: next.blocks.length } : { parent: null, index: by > 0 ? outer + 1 : outer };
}

/** Back or forth in history; a selection that no longer exists is dropped. */
function travel(state: EditorState, from: 'past' | 'future'): EditorState {
  const content = from === 'past' ? state.past.at(-1) : state.future[0];
  if (!content) return state;
  const past = from === 'past' ? state.past.slice(0, -1) : [...state.past, state.content];
  const future = from === 'past' ? [state.content, ...state.future] : state.future.slice(1);
  const { selected } = state;
  const stands = selected === content.document.footer.id || findBlock(content.document.blocks, selected ?? '');
  return { ...state, content, past, future, selected: stands ? selected : null, last: null };
}

function duplicate(state: EditorState, id: string): EditorState {
  const { blocks } = state.content.document;
  const block = findBlock(blocks, id);
  const place = placeOf(blocks, id);
  if (!block || !place) return state;
  const copy = copyBlock(block);
  const next = insertBlock(blocks, copy, { ...place, index: place.index + 1 });
  return findBlock(next, copy.id) ? { ...withBlocks(state, next), selected: copy.id } : state;
}

const spoken = { insert: 'added', move: 'moved', nudge: 'moved', shift: 'moved', duplicate: 'duplicated' } as const;

/** What a step is told as; the same state says that nothing could be done where somebody tried to move. */
function said(before: EditorState, after: EditorState, action: EditorAction): Said | null {
  const step = (before.said?.step ?? 0) + 1;
  const changed = before.content !== after.content;
  switch (action.type) {
    case 'nudge':
    case 'shift':
      if (!changed) return { step, kind: 'stays' };
      break;
    case 'undo':
    case 'redo':
      return changed ? { step, kind: action.type === 'undo' ? 'undone' : 'redone' } : before.said;
    case 'remove': {
      const gone = findBlock(before.content.document.blocks, action.id);
      return gone && changed ? { step, kind: 'removed', type: gone.type } : before.said;
    }
    case 'insert':
    case 'move':
    case 'duplicate':
      break;
    default:
      return before.said;
  }
  const { blocks } = after.content.document;
  const block = findBlock(blocks, after.selected ?? '');
  const place = block && placeOf(blocks, block.id);
  const list = place && listOf(blocks, place.parent);
  if (!changed || !block || !place || !list) return before.said;
  const column = blocks.reduce(
    (found, each) =>
      each.type === 'columns'
        ? Math.max(
            found,
            each.columns.findIndex(({ id }) => id === place.parent),
          )
        : found,
    -1,
  );
  const where = { index: place.index + 1, count: list.length, column: column < 0 ? null : column + 1 };
  return { step, kind: spoken[action.type], type: block.type, ...where };
}

/** Everything the editor does to a message; pure. Impossible steps change nothing. */
export function reduceEditor(state: EditorState, action: EditorAction): EditorState {
  const after = changed(state, action);
  const words = said(state, after, action);
  return words === after.said ? after : { ...after, said: words };
}

function changed(state: EditorState, action: EditorAction): EditorState {
  const { document, lines } = state.content;
  const { blocks } = document;
  switch (action.type) {
    case 'select':
      return state.selected === action.id ? state : { ...state, selected: action.id, last: null };
    case 'insert': {
      const next = insertBlock(blocks, action.block, action.place);
      if (!findBlock(next, action.block.id)) return state;
      return { ...withBlocks(state, next), selected: action.block.id };
    }
    case 'move': {
      const from = placeOf(blocks, action.id);
      const stays =
        from?.parent === action.place.parent &&
        (from.index === action.place.index || from.index + 1 === action.place.index);
      return stays ? state : { ...withBlocks(state, moveBlock(blocks, action.id, action.place)), selected: action.id };
    }
    case 'nudge':
      return nudge(state, action.id, action.by);
    case 'shift': {
      const to = besideOf(blocks, action.id, action.by);
      return to ? { ...withBlocks(state, moveBlock(blocks, action.id, to)), selected: action.id } : state;
    }
    case 'remove': {
      if (!findBlock(blocks, action.id)) return state;
      return { ...withBlocks(state, removeBlock(blocks, action.id)), selected: neighbour(blocks, action.id) };
    }
    case 'duplicate':
      return duplicate(state, action.id);
    case 'update':
      return withBlocks(state, replaceBlock(blocks, action.block), {
        key: `${action.block.id}/${action.key}`,
        at: action.at,
      });
    case 'settings': {
      const settings = { ...document.settings, ...action.change };
      return step(
        state,
        { ...state.content, document: { ...document, settings } },
        { key: `/${action.key}`, at: action.at },
      );
    }
    case 'footer': {
      const footer = { ...document.footer, ...action.change };
      return step(
        state,
        { ...state.content, document: { ...document, footer } },
        { key: `footer/${action.key}`, at: action.at },
      );
    }
    case 'line': {
      const content = { ...state.content, lines: { ...lines, [action.name]: action.value } };
      return step(state, content, { key: `line/${action.name}`, at: action.at });
    }
    case 'plainText':
      return step(state, { ...state.content, plainText: action.value }, { key: 'plainText', at: action.at });
    case 'undo':
      return travel(state, 'past');
    case 'redo':
      return travel(state, 'future');
  }
}
