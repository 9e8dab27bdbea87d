'use client';
import { useTranslations } from 'next-intl';
import { FeatureNames } from '#components/marketing/plan-facts.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMoney } from '#components/ui/money.tsx';
import type { PurchaseRow } from './outputs.ts';
import { PurchaseActions } from './purchase-actions.tsx';
import { PurchaseBadge } from './purchase-badge.tsx';

/** An activation link, to be read, copied, handed over. */
export function ActivationLink({ url }: { url: string }) {
  const t = useTranslations('backoffice.purchases');
  return (
    <div className="flex items-end gap-2">
      <Field label={t('link')} className="flex-1">
        <Input readOnly value={url} onFocus={(event) => event.target.select()} />
      </Field>
      <span className="pb-1">
        <CopyButton value={url} label={t('copy')} />
      </span>
    </div>
  );
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
      <div className="flex items-center justify-between gap-3">
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
          { label: words('start'), value: money(purchase.startCents, currency) },
          { label: words('monthly'), value: money(purchase.monthlyCents, currency) },
          { label: t('created'), value: <DateTime at={purchase.createdAt} style="full" /> },
          { label: t('validUntil'), value: <DateTime at={purchase.expiresAt} style="full" /> },
        ]}
      />
    </div>
  );
}
