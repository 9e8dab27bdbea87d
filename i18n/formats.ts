import type { Formats } from 'next-intl';

/** Formats that messages and `useFormatter` may name. */
export const formats = {
  dateTime: {
    day: { day: 'numeric', month: 'short', year: 'numeric' },
    time: { hour: '2-digit', minute: '2-digit' },
    moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    exact: { dateStyle: 'full', timeStyle: 'long' },
  },
  number: {
    // CLDR's Italian would write 4318, beside the 12.000 of the next row.
    whole: { maximumFractionDigits: 0, useGrouping: 'always' },
  },
} satisfies Formats;
