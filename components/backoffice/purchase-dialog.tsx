'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FeatureNames } from '#components/marketing/plan-facts.tsx';
import { Code } from '#components/ui/code.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { useMoney } from '#components/ui/money.tsx';
import { CopyField } from './copy-field.tsx';
import type { PurchaseRow } from './outputs.ts';
import { PurchaseActions } from './purchase-actions.tsx';
import { PurchaseBadge } from './purchase-badge.tsx';

/** An activation link, to be read, copied, handed over. */
export function ActivationLink({ url }: { url: string }) {
  const t = useTranslations('backoffice.purchases');
  return <CopyField label={t('link')} value={url} copyLabel={t('copy')} />;
}

/** One sale: what was sold, where it stands, its link, and what can still be done. */
export function PurchaseDialog({ purchase, onClose }: { purchase: PurchaseRow | undefined; onClose: () => void }) {
  const title = purchase?.workspaceName ?? purchase?.customerName ?? purchase?.email ?? '';
  return (
    <Dialog open={purchase !== undefined} onOpenChange={(open) => !open && onClose()} title={title}>
      {purchase && <PurchaseDetail purchase={purchase} />}
    </Dialog>
  );
}

function PurchaseDetail({ purchase }: { purchase: PurchaseRow }) {
  const t = useTranslations('backoffice.purchases');
  const words = useTranslations('backoffice.newPurchase');
  const money = useMoney();
  const { currency, activationUrl, trial } = purchase;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <PurchaseBadge state={purchase.state} refusal={purchase.refusal} />
        <PurchaseActions purchase={purchase} />
      </div>
      {activationUrl && <ActivationLink url={activationUrl} />}
      <Facts
        columns={2}
        items={[
          { label: words('email'), value: purchase.email },
          {
            label: t('plan'),
            value: `${purchase.planName} · ${trial ? t('trialFor') : t('months', { count: purchase.months })}`,
          },
          { label: words('features'), value: <FeatureNames features={purchase.features} /> },
          { label: t('startFee'), value: money(purchase.startCents, currency) },
          { label: t('monthlyFee'), value: money(purchase.monthlyCents, currency) },
          { label: t('source'), value: t(`sources.${purchase.source}`) },
          ...(purchase.enquiryId
            ? [
                {
                  label: t('enquiry'),
                  value: <Link href={`/admin/enquiries?id=${purchase.enquiryId}`}>{t('openEnquiry')}</Link>,
                },
              ]
            : []),
          ...(purchase.externalRef ? [{ label: t('reference'), value: <Code>{purchase.externalRef}</Code> }] : []),
          { label: t('number'), value: <Code>{purchase.id}</Code> },
          { label: t('created'), value: <DateTime at={purchase.createdAt} style="full" /> },
          { label: t('validUntil'), value: <DateTime at={purchase.expiresAt} style="full" /> },
        ]}
      />
    </div>
  );
}
