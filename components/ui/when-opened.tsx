'use client';
import dynamic from 'next/dynamic';
import { type ComponentType, useState } from 'react';

/**
 * A dialog or sheet whose code is loaded when it is first opened, so that forms that few pages' visits need are not part of
 * every visit. It stays mounted from then on: it closes as it would otherwise, and the focus goes back to where it came from.
 */
export function whenOpened<Props extends { open: boolean }>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = dynamic<Props>(load);
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each dialog, as its module is read
  return function WhenOpened(props: Props) {
    const [asked, setAsked] = useState(props.open);
    if (props.open && !asked) setAsked(true);
    return asked || props.open ? <Loaded {...props} /> : null;
  };
}
