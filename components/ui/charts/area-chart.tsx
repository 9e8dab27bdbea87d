'use client';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type PointerEvent, useId, useState } from 'react';
import { useNumbers } from '../number.tsx';
import { colourOf, type SeriesTone } from './palette.ts';
import { linePoints, ticksFor } from './plot.ts';

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

const LINES = [0.25, 0.5, 0.75, 1];

/** Counts over time. The same figures stand in a table for who cannot see the picture. */
export function AreaChart({ label, data, x, series, formatX = (value) => value, height = 220 }: Props) {
  const t = useTranslations('ui');
  const base = useId();
  const [shown, setShown] = useState(false);
  return (
    <figure aria-labelledby={`${base}-label`} className="m-0 min-w-0">
      <figcaption id={`${base}-label`} className="sr-only">
        {label}
      </figcaption>
      <div aria-hidden style={{ height }} className="flex flex-col text-caption">
        <Plot data={data} x={x} series={series} formatX={formatX} />
        <Axis values={data.map((point) => formatX(String(point[x])))} />
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
        <FiguresTable label={label} data={data} x={x} series={series} formatX={formatX} />
      </div>
    </figure>
  );
}

type Drawn = Required<Omit<Props, 'label' | 'height'>>;

/** The areas, stretched over the width that there is, and the figures under the pointer. */
function Plot({ data, x, series, formatX }: Drawn) {
  const [at, setAt] = useState<number>();
  const most = Math.max(1, ...data.flatMap((point) => series.map(({ key }) => Number(point[key] ?? 0))));
  const share = (index: number) => (data.length < 2 ? 0.5 : index / (data.length - 1));
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (event.clientX - box.left) / Math.max(1, box.width);
    setAt(Math.min(data.length - 1, Math.max(0, Math.round(part * (data.length - 1)))));
  };
  const point = at === undefined ? undefined : data[at];
  return (
    <div
      className="relative mt-2 min-h-0 flex-1 border-line-strong border-b"
      onPointerMove={follow}
      onPointerLeave={() => setAt(undefined)}
    >
      <svg aria-hidden viewBox="0 0 1000 1000" preserveAspectRatio="none" className="block size-full overflow-visible">
        {LINES.map((line) => (
          <line
            key={line}
            x1="0"
            x2="1000"
            y1={1000 - line * 1000}
            y2={1000 - line * 1000}
            stroke="var(--line)"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {series.map(({ key, tone }) => {
          const line = linePoints(
            data.map((point) => Number(point[key] ?? 0)),
            most,
          );
          return (
            <g key={key}>
              {tone !== 'ink' && (
                <polygon
                  points={`0,1000 ${line} 1000,1000`}
                  fill={colourOf(tone)}
                  fillOpacity={tone === 'soft' ? 0.7 : 0.22}
                />
              )}
              {tone !== 'soft' && (
                <polyline
                  points={line}
                  fill="none"
                  stroke={colourOf(tone)}
                  strokeWidth={1.75}
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </g>
          );
        })}
      </svg>
      {at !== undefined && point && (
        <>
          <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${share(at) * 100}%` }} />
          {series.map(({ key, tone }) => (
            <span
              key={key}
              className="absolute size-1.5 -translate-x-1/2 translate-y-1/2 rounded-full"
              style={{
                left: `${share(at) * 100}%`,
                bottom: `${(Number(point[key] ?? 0) / most) * 100}%`,
                background: colourOf(tone),
              }}
            />
          ))}
          <Told at={formatX(String(point[x]))} point={point} series={series} share={share(at)} />
        </>
      )}
    </div>
  );
}

/** Beside the pointer, on the side that has room. */
function Told({ at, point, series, share }: { at: string; point: Point; series: Series[]; share: number }) {
  const { whole } = useNumbers();
  const side = share > 0.5 ? { right: `calc(${(1 - share) * 100}% + 8px)` } : { left: `calc(${share * 100}% + 8px)` };
  return (
    <div
      style={side}
      className="pointer-events-none absolute top-1 z-10 whitespace-nowrap rounded-in border border-line bg-raised px-2.5 py-1.5 text-caption text-ink shadow-pop"
    >
      <p className="text-ink-3">{at}</p>
      {series.map((one) => (
        <p key={one.key} className="flex justify-between gap-4">
          <span>{one.label}</span>
          <span className="font-medium tabular-nums">{whole(Number(point[one.key] ?? 0))}</span>
        </p>
      ))}
    </div>
  );
}

/** As many of the values as have room: half of them on a phone. */
function Axis({ values }: { values: string[] }) {
  const ticks = ticksFor(values.length);
  const last = ticks.length - 1;
  const alignmentOf = (place: number) => place > 0 && (place === last ? '-translate-x-full' : '-translate-x-1/2');
  const isSpare = (place: number) => place % 2 === 1 && place < last;
  return (
    <div className="relative h-7 shrink-0 text-ink-3">
      {ticks.map((index, place) => (
        <span
          key={index}
          style={{ left: `${(index / Math.max(1, values.length - 1)) * 100}%` }}
          className={clsx('absolute top-2 whitespace-nowrap', alignmentOf(place), isSpare(place) && 'max-sm:hidden')}
        >
          {values[index]}
        </span>
      ))}
    </div>
  );
}

function FiguresTable({ label, data, x, series, formatX }: Drawn & { label: string }) {
  const t = useTranslations('ui');
  const { whole } = useNumbers();
  return (
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
