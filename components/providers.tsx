'use client';
import { Tooltip } from 'radix-ui';
import { type ReactNode, useEffect } from 'react';
import { ClockProvider } from './ui/clock.tsx';
import { useLoadAtFirstTouch } from './ui/first-touch.ts';
import { NonceProvider } from './ui/nonce.tsx';
import { ToastProvider } from './ui/toast.tsx';

/** What stands over pages, at hand before somebody opens it. */
const loadFrames = () => Promise.all([import('./ui/dialog-frame.tsx'), import('./ui/sheet-frame.tsx')]);

/** What every page needs around it. `renderedAt` (ISO) is the server's moment, `nonce` the document's. */
export function Providers({ nonce, renderedAt, children }: { nonce: string; renderedAt: string; children: ReactNode }) {
  useLoadAtFirstTouch(loadFrames);
  // From here on the page answers: told to who waits for that, a browser story or an extension.
  useEffect(() => {
    document.documentElement.dataset.hydrated = '';
  }, []);
  return (
    <NonceProvider nonce={nonce}>
      <ClockProvider startsAt={renderedAt}>
        <Tooltip.Provider delayDuration={300} skipDelayDuration={200}>
          <ToastProvider>{children}</ToastProvider>
        </Tooltip.Provider>
      </ClockProvider>
    </NonceProvider>
  );
}
