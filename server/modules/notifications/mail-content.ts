import { createTranslator } from 'next-intl';
import { type Language, parseLanguage } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import type { MailContent } from './mail-layout.ts';
import type { SystemMailData, SystemMailKind } from './schemas.ts';
import { signedLink } from './signed-links.ts';

async function translator(language: Language) {
  const messages = await loadMessages(language);
  return createTranslator({ locale: language, messages, namespace: 'mail', timeZone: 'Europe/Rome' });
}
type Translate = Awaited<ReturnType<typeof translator>>;
type Writer<K extends SystemMailKind> = (
  data: SystemMailData<K>,
  t: Translate,
  provider: string,
) => Omit<MailContent, 'greeting' | 'footer'>;

const writers: { [K in SystemMailKind]: Writer<K> } = {
  activation: (data, t, provider) => ({
    subject: t('activation.subject', { provider }),
    paragraphs: [
      data.trial
        ? t('activation.trial', { provider, plan: data.planName, days: data.trialDays })
        : t('activation.bought', { provider, plan: data.planName, months: data.months }),
      t('activation.what'),
    ],
    action: { label: t('activation.action'), url: signedLink('activate', data.purchaseId) },
    notes: [t('activation.until', { date: new Date(data.expiresAt) }), t('activation.unexpected')],
  }),
};

/** Writes a system mail in a language, with the provider's own name and particulars. Signs the links it carries. */
export async function writeSystemMail<K extends SystemMailKind>(
  kind: K,
  data: SystemMailData<K>,
  options: { language: string; settings: ProviderSettings },
): Promise<MailContent> {
  const { settings } = options;
  const t = await translator(parseLanguage(options.language));
  const provider = settings['provider.name'];
  const particulars = [settings['provider.legal-name'], settings['provider.address'], settings['provider.vat-number']];
  return {
    ...writers[kind](data, t, provider),
    greeting: t('greeting'),
    footer: [
      ...particulars.map((line) => line.replaceAll(/\s+/g, ' ').trim()).filter((line) => line !== ''),
      t('help', { address: settings['provider.support-address'] }),
    ],
  };
}
