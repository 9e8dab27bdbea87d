import { describe, expect, it } from 'vitest';
import { newBlock, richText } from '#shared/document/new-block.ts';
import { parseDocument } from '#shared/document/parse-document.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import type { Block } from '#shared/document/schema.ts';
import { countBlocks, listOf } from './block-tree.ts';
import { type EditorAction, type EditorState, reduceEditor, startEditor } from './editor-state.ts';

const lines = { subject: '', preheader: '', fromName: '', fromAddress: '', replyTo: '' };
const block = (id: string): Block => ({ ...newBlock('text', id, 'it'), text: richText(id) }) as Block;
const columns: Block = {
  ...newBlock('columns', 'cols', 'it'),
  columns: [
    { id: 'left', blocks: [block('l1'), block('l2')] },
    { id: 'right', blocks: [] },
  ],
} as Block;
const start = (...blocks: Block[]) =>
  startEditor({
    plainText: null,
    document: { ...emptyDocument('it'), blocks: blocks.length > 0 ? blocks : [block('a'), block('b'), block('c')] },
    lines,
  });
const run = (state: EditorState, ...actions: EditorAction[]) => actions.reduce(reduceEditor, state);
const order = (state: EditorState, parent: string | null = null) =>
  (listOf(state.content.document.blocks, parent) ?? []).map(({ id }) => id).join(' ');
const at = (index: number, parent: string | null = null) => ({ parent, index });
const change = (id: string, text: string, time: number): EditorAction => ({
  type: 'update',
  block: { ...block(id), text: richText(text) } as Block,
  key: 'text',
  at: time,
});

describe('the editor', () => {
  it('inserts where it is told, and selects what it inserted', () => {
    const state = run(start(), { type: 'insert', block: block('x'), place: at(1) });
    expect(order(state)).toBe('a x b c');
    expect(state.selected).toBe('x');
  });

  const moves: [string, number, string][] = [
    ['a', 3, 'b c a'],
    ['a', 2, 'b a c'],
    ['c', 0, 'c a b'],
    ['b', 99, 'a c b'],
  ];
  it.each(moves)('moves %s before place %i', (id, index, expected) => {
    expect(order(run(start(), { type: 'move', id, place: at(index) }))).toBe(expected);
  });

  it.each([
    ['b', 1],
    ['b', 2],
  ])('makes no step of moving %s to %i, where it stands', (id, index) => {
    expect(run(start(), { type: 'move', id, place: at(index) }).past).toEqual([]);
  });

  it('nudges up and down, and stops at the ends', () => {
    const nudge = (id: string, by: -1 | 1): EditorAction => ({ type: 'nudge', id, by });
    expect(order(run(start(), nudge('b', -1)))).toBe('b a c');
    expect(order(run(start(), nudge('b', 1)))).toBe('a c b');
    expect(run(start(), nudge('a', -1), nudge('c', 1)).past).toEqual([]);
  });

  it('moves between the document and its columns', () => {
    const state = run(start(block('a'), columns), { type: 'move', id: 'a', place: at(0, 'right') });
    expect(order(state, 'right')).toBe('a');
    expect(order(state)).toBe('cols');
    expect(order(run(state, { type: 'move', id: 'l2', place: at(0) }))).toBe('l2 cols');
    expect(order(run(state, { type: 'nudge', id: 'l1', by: 1 }), 'left')).toBe('l2 l1');
  });

  it('puts no columns into a column, nor anything into a column that is not there', () => {
    const state = start(columns);
    expect(run(state, { type: 'insert', block: newBlock('columns', 'in', 'it'), place: at(0, 'left') })).toBe(state);
    expect(run(state, { type: 'insert', block: block('x'), place: at(0, 'gone') })).toBe(state);
    expect(order(run(state, { type: 'move', id: 'cols', place: at(0, 'left') }))).toBe('cols');
  });

  it('stops at the number of blocks that a document may hold', () => {
    const full = start(...Array.from({ length: 200 }, (_, index) => block(`b${index}`)));
    expect(run(full, { type: 'insert', block: block('x'), place: at(0) })).toBe(full);
    expect(run(full, { type: 'duplicate', id: 'b0' })).toBe(full);
  });

  it('duplicates with ids of its own, those inside columns too', () => {
    const state = run(start(columns), { type: 'duplicate', id: 'cols' });
    expect(countBlocks(state.content.document.blocks)).toBe(6);
    expect(parseDocument(state.content.document).ok).toBe(true);
  });

  it('selects the neighbour of what it removed', () => {
    expect(run(start(), { type: 'remove', id: 'b' })).toMatchObject({ selected: 'c' });
    expect(run(start(), { type: 'remove', id: 'c' })).toMatchObject({ selected: 'b' });
    expect(run(start(block('only')), { type: 'remove', id: 'only' })).toMatchObject({ selected: null });
  });

  it('undoes and redoes, and forgets what was undone once something else is done', () => {
    const done = run(start(), { type: 'remove', id: 'a' }, { type: 'remove', id: 'b' });
    const undone = run(done, { type: 'undo' });
    expect([order(done), order(undone), order(run(undone, { type: 'redo' }))]).toEqual(['c', 'b c', 'c']);
    const other = run(undone, { type: 'nudge', id: 'b', by: 1 });
    expect(run(other, { type: 'redo' })).toBe(other);
    expect(order(run(done, { type: 'undo' }, { type: 'undo' }, { type: 'undo' }))).toBe('a b c');
  });

  it('takes typing without a pause for one step, and a pause or another block for a new one', () => {
    const typed = run(start(), change('a', 'x', 0), change('a', 'xy', 900), change('a', 'xyz', 1800));
    expect(typed.past).toHaveLength(1);
    expect(run(typed, change('a', 'xyz!', 9000)).past).toHaveLength(2);
    expect(run(typed, change('b', 'q', 1900)).past).toHaveLength(2);
    expect(run(typed, { type: 'select', id: 'a' }, change('a', 'w', 1900)).past).toHaveLength(2);
    expect(run(typed, { type: 'undo' }).content).toEqual(start().content);
  });

  it('keeps the last hundred steps', () => {
    const many = Array.from({ length: 150 }, (_, index) => change('a', `${index}`, index * 10_000));
    expect(run(start(), ...many).past).toHaveLength(100);
  });

  it('drops a selection that undoing took away, and keeps the footer’s', () => {
    const state = run(start(), { type: 'insert', block: block('x'), place: at(0) }, { type: 'undo' });
    expect(state.selected).toBeNull();
    const footer = run(
      start(),
      { type: 'footer', change: { identity: 'Noi' }, key: 'identity', at: 0 },
      { type: 'select', id: 'footer' },
    );
    expect(run(footer, { type: 'undo' }).selected).toBe('footer');
  });

  it('moves beside: into the first column from above, from column to column, and out again', () => {
    const shift = (id: string, by: -1 | 1): EditorAction => ({ type: 'shift', id, by });
    const into = run(start(block('a'), columns, block('z')), shift('a', 1));
    expect(order(into, 'left')).toBe('a l1 l2');
    const across = run(into, shift('a', 1));
    expect(order(across, 'right')).toBe('a');
    const out = run(across, shift('a', 1));
    expect(order(out)).toBe('cols a z');
    expect(order(run(out, shift('a', -1)), 'right')).toBe('a');
    expect(order(run(into, shift('a', -1)))).toBe('a cols z');
    expect(run(out, shift('z', -1)).past).toHaveLength(3);
    expect(run(out, shift('cols', 1)).content).toBe(out.content);
  });

  it('says what each step did, and that a step could not be made', () => {
    const nudged = run(start(), { type: 'nudge', id: 'a', by: 1 });
    expect(nudged.said).toMatchObject({ kind: 'moved', type: 'text', index: 2, count: 3, column: null });
    const stays = run(nudged, { type: 'nudge', id: 'c', by: 1 });
    expect(stays.said).toMatchObject({ kind: 'stays' });
    const into = run(start(block('a'), columns), { type: 'move', id: 'a', place: at(0, 'right') });
    expect(into.said).toMatchObject({ kind: 'moved', index: 1, count: 1, column: 2 });
    expect(run(into, { type: 'remove', id: 'a' }).said).toMatchObject({ kind: 'removed', type: 'text' });
    expect(run(into, { type: 'undo' }).said).toMatchObject({ kind: 'undone' });
    expect(run(start(), { type: 'undo' }).said).toBeNull();
    const twice = run(start(), { type: 'nudge', id: 'a', by: -1 }, { type: 'nudge', id: 'a', by: -1 });
    expect(twice.said?.step).toBe(2);
  });

  it('takes the plain part back too', () => {
    const own = run(start(), { type: 'plainText', value: 'Mio', at: 0 }, { type: 'plainText', value: 'Mio!', at: 10 });
    expect([own.content.plainText, own.past.length]).toEqual(['Mio!', 1]);
    expect(run(own, { type: 'undo' }).content.plainText).toBeNull();
  });

  it('edits lines and settings in the same history', () => {
    const state = run(
      start(),
      { type: 'line', name: 'subject', value: 'Ciao', at: 0 },
      { type: 'settings', change: { width: 640 }, key: 'width', at: 1 },
    );
    expect(state.content).toMatchObject({ lines: { subject: 'Ciao' }, document: { settings: { width: 640 } } });
    expect(run(state, { type: 'undo' }, { type: 'undo' }).content.lines.subject).toBe('');
  });
});
