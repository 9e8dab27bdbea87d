'use client';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Monitor, Moon, Smartphone, Type } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { ContactPicker, type PickedContact } from './contact-picker.tsx';

type View = 'desktop' | 'phone' | 'text';
const icons = { desktop: <Monitor />, phone: <Smartphone />, text: <Type /> };

type Props = {
  campaignId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  variableLabel: (name: string) => string;
};

/** The message as it will be sent, with a real contact's values, in the content frame. */
export function PreviewDialog({ campaignId, open, onOpenChange, variableLabel }: Props) {
  const t = useTranslations('campaigns.preview');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const [contact, setContact] = useState<PickedContact | null>(null);
  const [view, setView] = useState<View>('desktop');
  const [dark, setDark] = useState(false);
  const preview = useQuery({
    ...trpc.campaigns.preview.queryOptions({ id: campaignId, contactId: contact?.id ?? null }),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const [loaded, setLoaded] = useState<string>();
  const shown = preview.data;
  const address = shown && `${shown.url}${dark ? '?dark' : ''}`;
  const missing = contact === null ? [] : (shown?.missing ?? []);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} size="l">
      <div className="grid gap-3">
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('as')} className="w-72 max-sm:w-full">
            <ContactPicker value={contact} onChange={setContact} />
          </Field>
          <fieldset className="flex gap-1">
            <legend className="sr-only">{t('view')}</legend>
            {(['desktop', 'phone', 'text'] as const).map((each) => (
              <IconButton
                key={each}
                label={t(each)}
                icon={icons[each]}
                pressed={view === each}
                onClick={() => setView(each)}
              />
            ))}
            <IconButton label={t('dark')} icon={<Moon />} pressed={dark} onClick={() => setDark(!dark)} />
          </fieldset>
        </div>
        {missing.length > 0 && (
          <Notice tone="wait">
            {t('missing', { names: missing.map(({ name }) => variableLabel(name)).join(', ') })}
          </Notice>
        )}
        {dark && view !== 'text' && <p className="text-caption text-ink-3">{t('darkHelp')}</p>}
        {preview.isError && <Notice tone="bad">{sentence(preview.error)}</Notice>}
        {shown ? (
          <>
            <p className="text-body">
              <span className="text-ink-3">{t('subject')}</span>{' '}
              <span className="font-medium">{shown.subject || t('noSubject')}</span>
            </p>
            {view === 'text' ? (
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
                tabIndex={0}
                className="h-[52dvh] overflow-auto whitespace-pre-wrap rounded-in border border-line bg-sunken p-4 font-mono text-caption"
              >
                {shown.text}
              </pre>
            ) : (
              <div className={clsx('relative mx-auto h-[52dvh] w-full', view === 'phone' && 'max-w-[375px]')}>
                <iframe
                  key={address}
                  src={address}
                  sandbox=""
                  title={t('frame')}
                  onLoad={() => setLoaded(address)}
                  className="size-full rounded-in border border-line"
                  style={
                    dark
                      ? { colorScheme: 'dark', background: '#1b1b1b' }
                      : { colorScheme: 'light', background: '#ffffff' }
                  }
                />
                {loaded !== address && <Skeleton className="absolute inset-0" />}
              </div>
            )}
          </>
        ) : (
          preview.isPending && <Skeleton className="h-[52dvh] w-full" />
        )}
      </div>
    </Dialog>
  );
}
