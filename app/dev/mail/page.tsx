import { getTranslations } from 'next-intl/server';
import { CaughtList } from '#components/dev-mail/caught-list.tsx';
import { MailFrame } from '#components/dev-mail/mail-frame.tsx';
import { listCaught } from '#server/mail/catcher.ts';
import { brandName } from '#server/request-context.ts';
import { caughtMailFolder } from './caught-mail.ts';

type Props = { searchParams: Promise<{ q?: string | string[]; cursor?: string | string[] }> };

export async function generateMetadata() {
  return { title: (await getTranslations('dev-mail'))('title') };
}

export default async function Page({ searchParams }: Props) {
  const folder = caughtMailFolder();
  const { q, cursor } = await searchParams;
  const [t, brand] = await Promise.all([getTranslations('dev-mail'), brandName()]);
  const before = String(cursor ?? '')
    .split('.')
    .at(-1);
  const { items, next } = await listCaught(folder, { limit: 50, search: String(q ?? ''), before });
  return (
    <MailFrame brand={brand}>
      <div className="grid gap-1">
        <h1 className="text-page">{t('title')}</h1>
        <p className="max-w-[68ch] text-pretty text-ink-2">{t('lead')}</p>
      </div>
      <CaughtList items={items} next={next} />
    </MailFrame>
  );
}
