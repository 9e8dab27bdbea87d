'use client';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useLoadAtFirstTouch } from './first-touch.ts';
import type { ShownToast, ToastStack } from './toast-stack.tsx';

const ToastContext = createContext<(toast: Omit<ShownToast, 'id'>) => void>(() => {});

/** Says that something happened. Errors about what is on screen stand beside it instead. */
export function useToast(): (toast: Omit<ShownToast, 'id'>) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([]);
  const [Stack, setStack] = useState<typeof ToastStack>();
  // Loaded when somebody is there to be told something, so that also what tells of a lost network can be shown.
  const load = useCallback(() => import('./toast-stack.tsx').then((module) => setStack(() => module.ToastStack)), []);
  useLoadAtFirstTouch(load);
  const show = useCallback(
    (toast: Omit<ShownToast, 'id'>) => {
      setToasts((shown) => [...shown.slice(-2), { ...toast, id: (shown.at(-1)?.id ?? 0) + 1 }]);
      load().catch(() => {});
    },
    [load],
  );
  const close = useCallback((id: number) => setToasts((shown) => shown.filter((one) => one.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      {Stack && <Stack toasts={toasts} onClose={close} />}
    </ToastContext>
  );
}
