import { createHash } from 'node:crypto';
import { createTranslator } from 'next-intl';
import { type Language, parseLanguage } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import type { LegalKind } from './schemas.ts';

export type LegalPage = { kind: LegalKind; language: Language; title: string; text: string; hash: string };

/**
 * A legal text as it holds now, in a language: the provider's own, else the default that names the provider. `hash` tells
 * versions apart.
 */
export async function legalPage(settings: ProviderSettings, kind: LegalKind, language: string): Promise<LegalPage> {
  const locale = parseLanguage(language);
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'marketing.legal' });
  const own = settings[`legal.${kind}-${locale}`].trim();
  const values = {
    provider: settings['provider.legal-name'] || settings['provider.name'],
    service: settings['provider.name'],
    address: settings['provider.address'] || '—',
    vat: settings['provider.vat-number'] || '—',
    support: settings['provider.support-address'],
    issuer: settings['provider.invoice-issuer'] || settings['provider.legal-name'],
    trialDays: settings['contract.trial-days'],
    purgeDays: settings['contract.purge-days'],
    eventsMonths: Math.round(settings['retention.events-days'] / 30.4),
    enquiryDays: settings['retention.enquiries-days'],
    riseLimit: settings['contract.price-rise-percent'],
  };
  const text = own !== '' ? own : t(`${kind}.text`, values);
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, locale, text]))
    .digest('hex');
  return { kind, language: locale, title: t(`${kind}.title`), text, hash };
}

/**
 * Keeps that the acting person accepted terms and processor agreement for the workspace: the very text, who, when, from where
 * (H20). `tx` must be a transaction that may write globals.
 */
export async function recordAcceptances(
  tx: TenantCtx,
  settings: ProviderSettings,
  by: { userId: string; language: string },
): Promise<void> {
  for (const kind of ['terms', 'processor'] as const) {
    const page = await legalPage(settings, kind, by.language);
    const { hash, language, text } = page;
    await tx.db.legalText.createMany({
      data: [{ hash, kind, language, text, createdAt: tx.now() }],
      skipDuplicates: true,
    });
    await tx.db.acceptance.create({
      data: {
        workspaceId: tx.workspace.id,
        id: uuid7(tx.now().getTime()),
        kind,
        textHash: hash,
        userId: by.userId,
        at: tx.now(),
        address: tx.request?.address ?? '',
        agent: tx.request?.agent ?? '',
      },
    });
    await audit(tx, {
      action: 'billing.accept',
      subject: { kind: 'legal-text', id: hash, name: kind },
      after: { kind, language, hash },
    });
  }
}
