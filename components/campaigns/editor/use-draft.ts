'use client';
import { useEffect, useRef, useState } from 'react';

/**
 * Text under way towards a value that must hold: what fits is handed on at once, what does not yet stays here and is marked.
 * A value that changes from outside (undo) replaces it.
 */
export function useDraft(value: string, fits: (text: string) => boolean, onChange: (text: string) => void) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  return {
    text,
    wrong: !fits(text),
    change(next: string): void {
      setText(next);
      if (!fits(next)) return;
      sent.current = next;
      onChange(next);
    },
  };
}
