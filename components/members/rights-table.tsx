'use client';
import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PlainTable } from '#components/ui/table-cells.tsx';
import {
  type MemberPermission,
  type MemberRole,
  memberMay,
  memberPermissions,
  memberRoles,
} from '#shared/permissions.ts';

/** The table of rights itself, in words; the person's own role first on a phone, where only that one has room. */
export function RightsTable({ role }: { role: MemberRole }) {
  const t = useTranslations('members');
  const rights = Object.keys(memberPermissions) as MemberPermission[];
  return (
    <>
      <dl className="grid gap-x-6 gap-y-3 border-line border-b p-4 text-table sm:grid-cols-2">
        {memberRoles.map((name) => (
          <div key={name} className={name === role ? 'font-medium' : undefined}>
            <dt className="text-ink">{t(`roles.${name}.name`)}</dt>
            <dd className="text-pretty text-caption font-normal text-ink-2">{t(`roles.${name}.does`)}</dd>
          </div>
        ))}
      </dl>
      <PlainTable
        label={t('people.rolesTitle')}
        head={[{ label: t('people.right') }, ...memberRoles.map((name) => ({ label: t(`roles.${name}.name`) }))]}
        rows={rights.map((right) => [
          t(`rights.${right}`),
          ...memberRoles.map((name) => {
            const may = memberMay(name, right);
            return (
              <span key={name} className={may ? 'text-good' : 'text-ink-3'}>
                {may ? <Check aria-hidden /> : <Minus aria-hidden />}
                <span className="sr-only">{t(may ? 'people.yes' : 'people.no')}</span>
              </span>
            );
          }),
        ])}
      />
    </>
  );
}
