'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Area, CartesianGrid, AreaChart as Chart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useNumbers } from '../number.tsx';
import { colourOf, type SeriesTone } from './palette.ts';

export type Series = { key: string; label: string; tone: SeriesTone };
export type Point = Record<string, string | number>;

type Props = {
  /** What the chart shows, in a sentence. */
  label: string;
  data: Point[];
  x: string;
  series: Series[];
  formatX?: (value: string) => string;
  height?: number;
};

/** Counts over time. The same figures stand in a table for who cannot see the picture. */
export function AreaChart({ label, data, x, series, formatX = (value) => value, height = 220 }: Props) {
  const t = useTranslations('ui');
  const { whole } = useNumbers();
  const base = useId();
  const [shown, setShown] = useState(false);
  return (
    <figure aria-labelledby={`${base}-label`} className="m-0 min-w-0">
      <figcaption id={`${base}-label`} className="sr-only">
        {label}
      </figcaption>
      <div aria-hidden style={{ height }} className="text-caption">
        <ResponsiveContainer width="100%" height="100%">
          <Chart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 4 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey={x}
              tickFormatter={(value) => formatX(String(value))}
              tickLine={false}
              axisLine={{ stroke: 'var(--line-strong)' }}
              tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
              interval="preserveStart"
              minTickGap={48}
              tickMargin={8}
            />
            <YAxis hide />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--line-strong)' }}
              content={({ active, payload, label: at }) =>
                active && payload ? (
                  <div className="rounded-in border border-line bg-raised px-2.5 py-1.5 text-caption text-ink shadow-pop">
                    <p className="text-ink-3">{formatX(String(at))}</p>
                    {series.map((one) => (
                      <p key={one.key} className="flex justify-between gap-4">
                        <span>{one.label}</span>
                        <span className="font-medium tabular-nums">
                          {whole(Number(payload.find((entry) => entry.dataKey === one.key)?.value ?? 0))}
                        </span>
                      </p>
                    ))}
                  </div>
                ) : null
              }
            />
            {series.map((one) => (
              <Area
                key={one.key}
                dataKey={one.key}
                type="linear"
                stroke={colourOf(one.tone)}
                strokeWidth={one.tone === 'soft' ? 0 : 1.75}
                fill={colourOf(one.tone)}
                fillOpacity={one.tone === 'soft' ? 0.7 : one.tone === 'ink' ? 0 : 0.22}
                isAnimationActive={false}
                activeDot={{ r: 3, strokeWidth: 0 }}
              />
            ))}
          </Chart>
        </ResponsiveContainer>
      </div>
      <button
        type="button"
        onClick={() => setShown(!shown)}
        aria-expanded={shown}
        className={
          shown
            ? 'mt-2 text-caption text-accent'
            : 'sr-only focus-visible:not-sr-only focus-visible:mt-2 focus-visible:text-caption focus-visible:text-accent'
        }
      >
        {shown ? t('hideTable') : t('showTable')}
      </button>
      <div className={shown ? 'mt-2 max-h-60 overflow-auto' : 'sr-only'}>
        <table className="w-full text-caption">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>
              <th scope="col" className="py-1 text-left font-medium text-ink-3">
                {t('when')}
              </th>
              {series.map((one) => (
                <th key={one.key} scope="col" className="py-1 text-right font-medium text-ink-3">
                  {one.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map((point) => (
              <tr key={String(point[x])} className="border-line border-t">
                <th scope="row" className="py-1 text-left font-normal">
                  {formatX(String(point[x]))}
                </th>
                {series.map((one) => (
                  <td key={one.key} className="py-1 text-right tabular-nums">
                    {whole(Number(point[one.key] ?? 0))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** The key of a chart, for the head line of its section. */
export function Legend({ series }: { series: Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3.5 gap-y-1 text-caption text-ink-2">
      {series.map((one) => (
        <li key={one.key} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-[2px]" style={{ background: colourOf(one.tone) }} />
          {one.label}
        </li>
      ))}
    </ul>
  );
}
