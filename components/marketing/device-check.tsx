'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { type DeviceProblem, deviceProblems } from './device-facts.ts';

/** The Network Information API, where the browser has it. */
function downlink(): number | null {
  const { connection } = navigator as Navigator & { connection?: { downlink?: number } };
  return connection?.downlink ?? null;
}

export function DeviceCheck({ mbit }: { mbit: number }) {
  const t = useTranslations('marketing.requirements');
  const [problems, setProblems] = useState<DeviceProblem[]>();
  function check(): void {
    const modern = CSS.supports('color: light-dark(red, blue)') && typeof structuredClone === 'function';
    const facts = { cookies: navigator.cookieEnabled, width: screen.width, modern, downlink: downlink() };
    setProblems(deviceProblems(facts, mbit));
  }
  return (
    <div className="grid gap-3">
      <div>
        <Button onClick={check}>{t('check')}</Button>
      </div>
      {problems?.length === 0 && (
        <Notice tone="good" live>
          {t('ok')}
        </Notice>
      )}
      {problems?.map((problem) => (
        <Notice key={problem} tone="wait" live>
          {problem === 'slow' ? t('slow', { mbit: downlink() ?? 0 }) : t(problem)}
        </Notice>
      ))}
    </div>
  );
}
