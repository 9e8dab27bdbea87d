'use client';

import { ChevronLeft, Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Card, Section } from '#components/ui/section.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { type MessageView, messageViews } from './message-views.ts';

type Props = {
  view: MessageView;
  /** Where the frame finds the message's HTML; null where it has none. */
  frameUrl: string | null;
  message: {
    id: string;
    caughtAt: Date;
    from: string;
    to: string[];
    subject: string;
    size: number;
    text: string | null;
    headers: { name: string; value: string }[];
    attachments: { name: string | null; type: string; size: number }[];
  };
  /** The beginning of the source, and whether that is all of it. */
  source: { text: string; whole: boolean };
};

/** One caught message: rendered, as plain text, and as it came. */
export function CaughtMessage({ view, frameUrl, message, source }: Props) {
  const t = useTranslations('dev-mail');
  const { bytes } = useNumbers();
  const base = `/dev/mail/${message.id}`;
  return (
    <>
      <Link
        href="/dev/mail"
        className="inline-flex min-h-6 w-fit items-center gap-1 text-table text-ink-2 hover:text-ink"
      >
        <ChevronLeft aria-hidden />
        {t('back')}
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1 className="min-w-0 text-page [overflow-wrap:anywhere]">{message.subject || t('noSubject')}</h1>
        <Button asChild icon={<Download />}>
          <a href={`${base}/eml`} download={`${message.id}.eml`}>
            {t('download')}
          </a>
        </Button>
      </div>
      <Card className="p-4">
        <Facts
          columns={2}
          items={[
            { label: t('from'), value: message.from || '<>' },
            { label: t('to'), value: message.to.join(', ') },
            { label: t('at'), value: <DateTime at={message.caughtAt} style="full" /> },
            { label: t('size'), value: bytes(message.size) },
            ...(message.attachments.length > 0
              ? [
                  {
                    label: t('attachments'),
                    value: message.attachments
                      .map(({ name, type, size }) => `${name ?? type} (${bytes(size)})`)
                      .join(', '),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Tabs
        label={t('views')}
        current={`${base}?view=${view}`}
        items={messageViews.map((each) => ({ href: `${base}?view=${each}`, label: t(each) }))}
      />
      {view === 'message' &&
        (frameUrl === null ? (
          <Notice tone="neutral">{t('noHtml')}</Notice>
        ) : (
          <iframe
            src={frameUrl}
            title={t('frame')}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            className="h-[75vh] w-full rounded-out border border-line bg-[white]"
          />
        ))}
      {view === 'text' &&
        (message.text === null ? (
          <Notice tone="neutral">{t('noText')}</Notice>
        ) : (
          <CodeBlock label={t('text')} wrap>
            {message.text}
          </CodeBlock>
        ))}
      {view === 'source' && (
        <>
          <Section title={t('headers')} inset={false}>
            <PlainTable
              label={t('headers')}
              rows={message.headers.map(({ name, value }) => [
                <span key="name" className="font-medium whitespace-nowrap">
                  {name}
                </span>,
                <span key="value" className="font-mono text-caption [overflow-wrap:anywhere]">
                  {value}
                </span>,
              ])}
            />
          </Section>
          <Section title={t('raw')} {...(source.whole ? {} : { meta: t('cut', { shown: bytes(source.text.length) }) })}>
            <CodeBlock label={t('raw')} wrap>
              {source.text}
            </CodeBlock>
          </Section>
        </>
      )}
    </>
  );
}
