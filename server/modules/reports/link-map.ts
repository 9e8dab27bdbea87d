import type { z } from 'zod';
import { originOf } from '#server/config/hosts.ts';
import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { isTimedProof, timedProof } from '#server/lib/timed-proof.ts';
import { type CompiledTemplate, compiledTemplateSchema } from '#server/mail/render/compiled-template.ts';
import { findCampaign } from '../campaigns/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { reportSums } from './campaign-report.ts';
import { linkMapHtml, linkPlaces } from './link-map-html.ts';
import type { LinkMap, linkMapInput, ReportScope, ReportSums } from './schemas.ts';

const PURPOSE = 'report-link-map';
type Input = z.output<typeof linkMapInput>;

async function sentTemplate(ctx: TenantCtx, campaignId: string): Promise<CompiledTemplate | null> {
  const body = await ctx.db.campaignBody.findFirst({ where: { campaignId }, select: { compiled: true } });
  // What an older version compiled, and this one can't read, is not drawn.
  return compiledTemplateSchema.safeParse(body?.compiled).data ?? null;
}

/** A link's weight beside the others: of the people who could be followed, or of all clicks. */
function shareOf(sums: ReportSums, index: number, show: Input['show']): { count: number; share: number | null } {
  const link = sums.links.find((one) => one.index === index);
  const count = (show === 'people' ? link?.people : link?.clicks) ?? 0;
  const whole =
    show === 'people' ? sums.clicksTracked.individual : sums.links.reduce((total, one) => total + one.clicks, 0);
  return { count, share: whole > 0 ? count / whole : null };
}

/**
 * The links of what was sent with their weight, how often each stands in the message, and the signed address under which the
 * content frame draws them on it. `url` null before anything was compiled. Throws NotFound.
 */
export async function linkMap(ctx: TenantCtx, input: Input): Promise<LinkMap> {
  const { campaignId, show, groupId, at, locale } = input;
  const campaign = await findCampaign(ctx, campaignId);
  const [template, kept] = await Promise.all([
    sentTemplate(ctx, campaignId),
    reportSums(ctx, campaign, { groupId, at }),
  ]);
  const places = template ? linkPlaces(template) : [];
  const sums = kept?.sums ?? null;
  const name = [ctx.workspace.id, campaignId, show, locale === 'en' ? 'en' : 'it', pack({ groupId, at })].join('.');
  const url = `${originOf('content')}/content/link-map/${name}.${timedProof(PURPOSE, name, ctx.now())}`;
  return {
    url: template && sums ? url : null,
    counting: sums === null,
    links: (sums?.links ?? []).map(({ index, url: target, label, clicks, people }) => ({
      index,
      url: target,
      label,
      clicks,
      people,
      places: places.flatMap((link, place) => (link === index ? [place] : [])),
      share: sums && shareOf(sums, index, show).share,
    })),
    direct: template?.directLinks ?? [],
  };
}

const pack = ({ groupId, at }: ReportScope) => Buffer.from(`${groupId ?? ''} ${at ?? ''}`).toString('base64url');

function unpack(text: string): ReportScope {
  const [groupId = '', at = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  return { ...(groupId ? { groupId } : {}), ...(at ? { at } : {}) };
}

/** The HTML behind a link map's address, for the content frame, which has no session. Throws NotFound for any other address. */
export async function openLinkMap(ctx: PublicCtx, token: string): Promise<string> {
  const parts = token.split('.');
  const given = parts.pop() ?? '';
  const [workspaceId = '', campaignId = '', show = '', locale = '', scope = '', ...rest] = parts;
  if (rest.length > 0 || !isTimedProof(given, PURPOSE, parts.join('.'), ctx.now()))
    throw new NotFound({ what: 'link-map' });
  const tenant = await findWorkspace(ctx, workspaceId);
  const campaign = await findCampaign(tenant, campaignId);
  const [template, kept] = await Promise.all([
    sentTemplate(tenant, campaignId),
    reportSums(tenant, campaign, unpack(scope)),
  ]);
  if (!template || !kept) throw new NotFound({ what: 'link-map' });
  const by = show === 'people' ? 'people' : 'clicks';
  const whole = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const shares = template.links.map(({ index }) => ({ index, ...shareOf(kept.sums, index, by) }));
  const most = Math.max(0.000_1, ...shares.map(({ share }) => share ?? 0));
  return linkMapHtml(
    template,
    { 'workspace.name': tenant.workspace.name, 'campaign.name': campaign.name },
    shares.map(({ index, count, share }) => ({
      index,
      text:
        share === null ? whole.format(count) : `${percentText(percent.format(share), locale)} · ${whole.format(count)}`,
      strength: (share ?? 0) / most,
    })),
  );
}

/** As the portal writes it: a space before the sign in Italian, none in English. */
const percentText = (text: string, locale: string) => text.replace(/\s?%/, locale === 'en' ? '%' : ' %');
