'use client';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { Select } from '#components/ui/select.tsx';
import { documentLimits } from '#shared/document/limits.ts';
import type { LinksBlockData } from './links-block.tsx';
import { UrlField } from './property-fields.tsx';
import { TemplateField } from './template-field.tsx';

type Item = LinksBlockData['items'][number];
/** What an entry begins with: the words, and where such addresses begin. */
const starts = {
  Facebook: 'https://www.facebook.com/',
  Instagram: 'https://www.instagram.com/',
  LinkedIn: 'https://www.linkedin.com/company/',
  YouTube: 'https://www.youtube.com/@',
  TikTok: 'https://www.tiktok.com/@',
  X: 'https://x.com/',
  WhatsApp: 'https://wa.me/',
  Telegram: 'https://t.me/',
} as const;

/** The entries of a row of links, in their order. */
export function LinksProperties({
  block,
  onChange,
}: {
  block: LinksBlockData;
  onChange: (next: LinksBlockData, key: string) => void;
}) {
  const t = useTranslations('editor.links');
  const { items } = block;
  const put = (next: Item[], key: string) => onChange({ ...block, items: next }, key);
  const change = (index: number, part: Partial<Item>, key: string) =>
    put(
      items.map((item, at) => (at === index ? { ...item, ...part } : item)),
      `${key}-${index}`,
    );
  function move(index: number, by: -1 | 1): void {
    const next = [...items];
    const [item] = next.splice(index, 1);
    if (item) next.splice(index + by, 0, item);
    put(next, 'order');
  }
  return (
    <>
      <Field label={t('look')}>
        <Select
          value={block.look}
          onValueChange={(look) => onChange({ ...block, look: look === 'pills' ? 'pills' : 'line' }, 'look')}
          options={[
            { value: 'line', label: t('looks.line') },
            { value: 'pills', label: t('looks.pills') },
          ]}
        />
      </Field>
      <ol className="grid gap-3">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
          <li key={index} className="grid gap-2 rounded-in border border-line p-2.5">
            <div className="flex items-center gap-0.5">
              <span className="mr-auto text-table font-medium">{t('entry', { number: index + 1 })}</span>
              <IconButton
                size="s"
                label={t('up')}
                icon={<ArrowUp />}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                size="s"
                label={t('down')}
                icon={<ArrowDown />}
                disabled={index === items.length - 1}
                onClick={() => move(index, 1)}
              />
              <IconButton
                size="s"
                label={t('remove')}
                icon={<Trash2 />}
                onClick={() =>
                  put(
                    items.filter((_, at) => at !== index),
                    'order',
                  )
                }
              />
            </div>
            <TemplateField
              label={t('words')}
              value={item.label}
              onChange={(label) => change(index, { label }, 'label')}
            />
            <UrlField label={t('address')} value={item.href} onChange={(href) => change(index, { href }, 'href')} />
          </li>
        ))}
      </ol>
      {items.length < documentLimits.links && (
        <Menu
          align="start"
          label={t('add')}
          trigger={
            <Button size="s" icon={<Plus />}>
              {t('add')}
            </Button>
          }
        >
          <MenuItem onSelect={() => put([...items, { label: '', href: '' }], 'order')}>{t('other')}</MenuItem>
          {Object.entries(starts).map(([label, href]) => (
            <MenuItem key={label} onSelect={() => put([...items, { label, href }], 'order')}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  );
}
