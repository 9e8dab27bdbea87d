'use client';
import { createContext, type Dispatch, useContext } from 'react';
import type { DocumentLanguage } from '#shared/document/new-block.ts';
import type { DocumentSettings } from '#shared/document/schema.ts';
import type { Variables } from '../use-variables.ts';
import type { Paint } from './block-frame.ts';
import type { EditorAction } from './editor-state.ts';

export type Device = 'desktop' | 'phone';

type EditorContextValue = {
  dispatch: Dispatch<EditorAction>;
  selected: string | null;
  settings: DocumentSettings;
  device: Device;
  paint: Paint;
  /** The language of a new block's words. */
  language: DocumentLanguage;
  workspace: string;
  /** What can be inserted into texts, in the person's words. */
  variables: Variables['groups'];
  variableLabel: (name: string) => string;
  /** Leads to what the selected block can be made to look like: beside the canvas, or in a sheet where there is no room. */
  openProperties: () => void;
  /** Brings a block into sight and selects it, out of whatever stands before it. */
  showBlock: (blockId: string) => void;
  /** Uploads pictures that were pasted into a text and puts them behind its block; `remote` ones can't be fetched. */
  pastePictures: (files: File[], remote: number, blockId: string) => void;
};

const EditorContext = createContext<EditorContextValue | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditorContext(): EditorContextValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error('outside the campaign editor');
  return value;
}
