import { useTranslations } from 'next-intl';
import type { Device } from '#shared/user-agent.ts';

/** A device as a person would call it: "Firefox su Windows". */
export function useDeviceWords(): (device: Device) => string {
  const t = useTranslations('account.access');
  return ({ browser, system }) =>
    browser && system ? t('device', { browser, system }) : (browser ?? system ?? t('deviceUnknown'));
}
