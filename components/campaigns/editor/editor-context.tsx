'use client';
import { createContext, type Dispatch, useContext } from 'react';
import type { DocumentLanguage } from '#shared/document/new-block.ts';
import type { DocumentSettings } from '#shared/document/schema.ts';
import type { EditorAction } from './editor-state.ts';

export type VariableChoice = { name: string; label: string };
export type Device = 'desktop' | 'phone';

type EditorContextValue = {
  dispatch: Dispatch<EditorAction>;
  selected: string | null;
  settings: DocumentSettings;
  device: Device;
  /** The language of a new block's words. */
  language: DocumentLanguage;
  workspace: string;
  /** What can be inserted into texts, in the person's words. */
  variables: VariableChoice[];
  variableLabel: (name: string) => string;
};

const EditorContext = createContext<EditorContextValue | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditorContext(): EditorContextValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error('outside the campaign editor');
  return value;
}
