import { notFound, redirect } from 'next/navigation';
import { NotFound } from '#server/lib/errors.ts';
import { getCampaign } from '#server/modules/campaigns/index.ts';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

type Props = { params: Promise<{ workspace: string; id: string }> };
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Leads to where a campaign in this state is worked on. */
export default async function Page({ params }: Props) {
  const { workspace, id } = await params;
  const { ctx, role } = await portalFrame(workspace);
  const campaign = isId.test(id)
    ? await getCampaign(ctx, id).catch((error: unknown) => {
        if (error instanceof NotFound) return null;
        throw error;
      })
    : null;
  if (!campaign) notFound();
  const base = `/w/${workspace}/campaigns/${id}`;
  switch (campaign.state) {
    case 'draft':
      return redirect(memberMay(role, 'campaigns:write') ? `${base}/edit` : `${base}/review`);
    case 'in_review':
    case 'scheduled':
    case 'overdue':
      return redirect(`${base}/review`);
    default:
      return redirect(`${base}/report`);
  }
}
