'use client';
import { Slot } from 'radix-ui';
import { type ComponentType, type ReactElement, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useLoadAtFirstTouch } from './first-touch.ts';

/** What a menu is given of its button, which stood there before it: whether it was pressed meanwhile. */
export type Pressed = { trigger: ReactElement; defaultOpen: boolean };

type Props<Loaded> = {
  load: () => Promise<ComponentType<Loaded>>;
  trigger: ReactElement;
  children: (Menu: ComponentType<Loaded>, pressed: Pressed) => ReactNode;
};

const openingKeys = new Set(['Enter', ' ', 'ArrowDown']);

/**
 * The button of a menu, there at once; the menu is loaded at the first touch of the page and takes the button's place, open where that
 * was pressed in between. The focus stays on it.
 */
export function MenuLater<Loaded>({ load, trigger, children }: Props<Loaded>) {
  const [menu, setMenu] = useState<{ Menu: ComponentType<Loaded>; focused: boolean }>();
  const [pressed, setPressed] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  async function arrive(): Promise<void> {
    const Menu = await load();
    setMenu((there) => there ?? { Menu, focused: place.current?.contains(document.activeElement) ?? false });
  }
  useLoadAtFirstTouch(arrive);
  function press(): void {
    setPressed(true);
    // What did not come at the first touch is asked for again.
    arrive().catch(() => {});
  }
  useLayoutEffect(() => {
    if (menu?.focused) place.current?.querySelector('button')?.focus();
  }, [menu]);
  return (
    <span ref={place} className="contents">
      {menu ? (
        children(menu.Menu, { trigger, defaultOpen: pressed })
      ) : (
        <Slot.Root
          aria-haspopup="menu"
          aria-expanded={false}
          onPointerDown={press}
          onKeyDown={({ key }) => openingKeys.has(key) && press()}
          onClick={press}
        >
          {trigger}
        </Slot.Root>
      )}
    </span>
  );
}
