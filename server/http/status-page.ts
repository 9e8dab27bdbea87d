import { createTranslator } from 'next-intl';
import { defaultTimeZone, type Language, type Theme } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import type { DayBar, Incident, StatusSnapshot } from '#server/modules/service-level/schemas.ts';
import { Html, html, pageTokens } from './html-page.ts';

type StatusPage = {
  snapshot: StatusSnapshot | null;
  /** Whether the database gave it just now. */
  reached: boolean;
  language: Language;
  theme: Theme;
  nonce: string;
  now: Date;
};
type Part = StatusSnapshot['components'][number];

/** A reading that is older says nothing of the present. */
const STALE_MS = 180_000;
const SHOWN_INCIDENTS = 20;

async function wordsIn(language: Language) {
  const messages = await loadMessages(language);
  return createTranslator({ locale: language, messages, namespace: 'status', timeZone: defaultTimeZone });
}
type Words = Awaited<ReturnType<typeof wordsIn>>;
type Tell = { t: Words; language: Language };

const timeOf = (at: Date, language: Language, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, { timeZone: defaultTimeZone, ...style }).format(at);
const whenOf = (at: Date, language: Language) => timeOf(at, language, { dateStyle: 'medium', timeStyle: 'short' });

/** As written by the reader's language, never rounded up to a hundred that was not. */
export function shareOf(share: number, language: Language): string {
  const shown = share === 1 ? 1 : Math.min(Math.floor(share * 10_000) / 10_000, 0.9999);
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(shown);
}

/** How a day is drawn: by its worst, where more than single minutes of it were bad. */
export function toneOf(bar: DayBar): 'none' | 'good' | 'wait' | 'bad' | 'unknown' {
  const all = bar.ok + bar.failed + bar.unknown;
  if (all === 0) return 'none';
  const bad = bar.failed + bar.unknown;
  if (bad <= 1) return 'good';
  if (bad / all < 0.05) return 'wait';
  return bar.failed >= bar.unknown ? 'bad' : 'unknown';
}

function dayTitle({ t, language }: Tell, bar: DayBar): string {
  const day = timeOf(new Date(`${bar.day}T12:00:00Z`), language, { dateStyle: 'medium' });
  const all = bar.ok + bar.failed + bar.unknown;
  if (all === 0) return t('day.none', { day });
  if (bar.failed + bar.unknown === 0) return t('day.good', { day });
  return t('day.bad', { day, failed: bar.failed, unknown: bar.unknown });
}

function bars(tell: Tell, part: Part): Html {
  const width = 6;
  const bad = part.days.filter((bar) => !['none', 'good'].includes(toneOf(bar))).length;
  const rects = part.days.map(
    (bar, at) =>
      html`<rect class="${toneOf(bar)}" x="${at * width}" width="${width - 1.5}" height="28" rx="1"><title>${dayTitle(tell, bar)}</title></rect>`,
  );
  return html`<svg viewBox="0 0 ${part.days.length * width} 28" preserveAspectRatio="none" role="img" aria-label="${tell.t(
    'barsLabel',
    { part: tell.t(`parts.${part.name}.name`), days: part.days.length, bad },
  )}">${rects}</svg>`;
}

function partItem(tell: Tell, part: Part, stale: boolean): Html {
  const { t, language } = tell;
  const state = stale ? 'unknown' : part.state;
  const why = state === 'failed' && part.detail ? html` · ${t(`details.${part.detail}`)}` : null;
  return html`<li><div class="line"><h3>${t(`parts.${part.name}.name`)}</h3><span class="state ${state}">${t(`states.${state}`)}${why}</span></div>
<p class="what">${t(`parts.${part.name}.what`)}</p>${bars(tell, part)}
<p class="scale"><span>${t('daysAgo', { days: part.days.length - 1 })}</span><strong>${
    part.uptime === null ? t('noUptime') : t('uptime', { share: shareOf(part.uptime, language) })
  }</strong><span>${t('today')}</span></p></li>`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

type Told = Incident & { name: Part['name'] };

function incidentItem({ t, language }: Tell, incident: Told): Html {
  const { from, until, minutes, kind, detail, name } = incident;
  const span = until
    ? t('incident.span', { from: whenOf(from, language), until: whenOf(until, language), minutes })
    : t('incident.open', { from: whenOf(from, language), minutes });
  return html`<li><div class="line"><h3>${t(`parts.${name}.name`)}</h3><span class="state ${kind}">${t(`incident.${kind}`)}</span></div>
<p>${span}${detail ? html` ${capital(t(`details.${detail}`))}.` : null}</p></li>`;
}

/** The sentence that everything else explains. */
function verdict({ t }: Tell, parts: readonly Part[], stale: boolean): { tone: string; title: string } {
  const of = (state: Part['state']) => parts.filter((part) => part.state === state);
  if (stale || parts.length === 0) return { tone: 'unknown', title: t('verdict.stale') };
  if (parts.every((part) => part.measuredSince === null)) return { tone: 'unknown', title: t('verdict.never') };
  const [failed, unknown] = [of('failed'), of('unknown')];
  if (failed.length > 0) return { tone: 'failed', title: t('verdict.failed', { count: failed.length }) };
  if (unknown.length > 0) return { tone: 'unknown', title: t('verdict.unknown', { count: unknown.length }) };
  return { tone: 'ok', title: t('verdict.ok') };
}

/** The status page: no script, nothing fetched. It must open where everything else is broken. */
export async function statusPage(page: StatusPage): Promise<string> {
  const { snapshot, reached, language, theme, nonce, now } = page;
  const t = await wordsIn(language);
  const tell = { t, language };
  const brand = snapshot?.brand ?? 'Postino';
  const parts = snapshot?.components ?? [];
  const stale = !snapshot || now.getTime() - snapshot.at.getTime() > STALE_MS;
  const { tone, title } = verdict(tell, parts, stale);
  const incidents: Told[] = parts
    .flatMap((part) => part.incidents.map((incident) => ({ ...incident, name: part.name })))
    .sort((a, b) => b.from.getTime() - a.from.getTime())
    .slice(0, SHOWN_INCIDENTS);
  const measured = parts.flatMap((part) => part.measuredSince ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  const other = language === 'it' ? 'en' : 'it';
  const body = html`<header class="top"><a class="brand" href="/">${brand}</a><nav aria-label="${t('pages')}"><a href="/login">${t('signIn')}</a><a href="/status?lang=${other}" lang="${other}" hreflang="${other}">${
    other === 'en' ? 'English' : 'Italiano'
  }</a></nav></header>
<main><h1>${t('title')}</h1>
<section class="verdict ${tone}"><h2>${title}</h2><p>${
    snapshot ? t('looked', { at: whenOf(snapshot.at, language) }) : t('neverLooked')
  }</p></section>
${reached ? null : html`<p class="away" role="status">${t('away')}</p>`}
<section><h2>${t('partsTitle')}</h2><ul class="parts">${parts.map((part) => partItem(tell, part, stale))}</ul>
<p class="legend">${(['good', 'wait', 'bad', 'unknown', 'none'] as const).map(
    (name) =>
      html`<span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${name}" width="10" height="10" rx="2"/></svg>${t(`legend.${name}`)}</span>`,
  )}</p>
<details><summary>${t('how.title')}</summary><p>${t('how.text')}</p>${
    measured ? html`<p>${t('how.since', { at: whenOf(measured, language) })}</p>` : null
  }<p><a href="/status.json">${t('how.json')}</a></p></details></section>
<section><h2>${t('incidents')}</h2>${
    incidents.length === 0
      ? html`<p>${t('noIncidents')}</p>`
      : html`<ul class="incidents">${incidents.map((incident) => incidentItem(tell, incident))}</ul>`
  }</section>
${snapshot ? html`<p class="help">${t('help')} <a href="mailto:${snapshot.support}">${snapshot.support}</a></p>` : null}</main>`;
  const { text } = html`<!doctype html>
<html lang="${language}"${theme === 'system' ? null : html` data-theme="${theme}"`}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${t('title')} · ${brand}</title><link rel="icon" href="/icon.svg"><style nonce="${nonce}">${new Html(pageTokens + sheet)}</style></head>
<body>${body}</body>
</html>
`;
  return text;
}

const sheet = `
:root{--good:light-dark(#1f7a4d,#6fcf9c);--wait:light-dark(#8a5a00,#e2b45c);--bad:light-dark(#b4302c,#f08a80);--unknown:light-dark(#646c79,#9aa1ad);
--good-wash:light-dark(#e6f5ec,#1f3329);--bad-wash:light-dark(#fdeceb,#3d2422);--unknown-wash:light-dark(#eceef2,#262a31)}
[data-theme=light]{color-scheme:light}[data-theme=dark]{color-scheme:dark}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:15px/1.5 "Inter Variable",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--accent)}a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.top{display:flex;justify-content:space-between;gap:16px;padding:18px clamp(16px,3vw,24px)}
.brand{font-weight:600;color:inherit;text-decoration:none}nav{display:flex;gap:16px}nav a{color:var(--ink-2)}
main{max-width:752px;margin:0 auto;padding:32px 16px 64px;display:grid;gap:28px;grid-template-columns:minmax(0,1fr)}
h1{margin:0;font-size:28px;line-height:36px;font-weight:600;letter-spacing:-.01em}h2{margin:0 0 10px;font-size:16px;font-weight:600}
h3{margin:0;font-size:15px;font-weight:600}p{margin:0;color:var(--ink-2)}ul{list-style:none;margin:0;padding:0}
.verdict{padding:16px 20px;border-radius:8px;border:1px solid var(--line);border-left-width:4px;background:var(--panel)}
.verdict h2{margin:0;font-size:18px}.verdict.ok{border-left-color:var(--good)}.verdict.failed{border-left-color:var(--bad)}.verdict.unknown{border-left-color:var(--unknown)}
.away{padding:12px 20px;border-radius:8px;background:var(--unknown-wash);color:var(--ink)}
.parts,.incidents{background:var(--panel);border:1px solid var(--line);border-radius:8px}
.parts li,.incidents li{padding:16px 20px;border-top:1px solid var(--line)}li:first-child{border-top:0!important}
.line{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px}
.state{font-weight:550}.state.ok{color:var(--good)}.state.failed{color:var(--bad)}.state.unknown{color:var(--unknown)}
.what{font-size:13px}.parts svg{display:block;width:100%;height:28px;margin:12px 0 6px}
.scale{display:flex;justify-content:space-between;gap:12px;font-size:13px}.scale strong{color:var(--ink);font-weight:550;font-variant-numeric:tabular-nums}
rect.good{fill:var(--good)}rect.wait{fill:var(--wait)}rect.bad{fill:var(--bad)}rect.unknown{fill:var(--unknown)}rect.none{fill:var(--line)}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:12px 0;font-size:13px}.legend span{display:inline-flex;align-items:center;gap:6px}.legend svg{width:10px;height:10px}
details p{margin-top:8px;max-width:64ch}summary{cursor:pointer;color:var(--accent)}.help a{overflow-wrap:anywhere}
`;
