import { CaughtMessage } from '#components/dev-mail/caught-message.tsx';
import { MailFrame } from '#components/dev-mail/mail-frame.tsx';
import { type MessageView, messageViews } from '#components/dev-mail/message-views.ts';
import { hosts, originOf } from '#server/config/hosts.ts';
import { brandName } from '#server/request-context.ts';
import { caughtMessage } from '../caught-mail.ts';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ view?: string }> };

/** Characters of the source that the page shows. */
const SHOWN = 100_000;

export async function generateMetadata({ params }: Props) {
  return { title: (await caughtMessage((await params).id)).subject };
}

export default async function Page({ params, searchParams }: Props) {
  const { raw, html, ...message } = await caughtMessage((await params).id);
  const { view: wanted } = await searchParams;
  const view: MessageView = messageViews.find((each) => each === wanted) ?? (html === null ? 'text' : 'message');
  // Where content has no name of its own, the address that the page was asked under is the right one.
  const origin = hosts().content === hosts().portal ? '' : originOf('content');
  const shown = view === 'source' ? raw.toString('utf8', 0, SHOWN) : '';
  return (
    <MailFrame brand={await brandName()}>
      <CaughtMessage
        view={view}
        frameUrl={html === null ? null : `${origin}/content/dev-mail/${message.id}`}
        message={message}
        source={{ text: shown, whole: raw.length <= SHOWN }}
      />
    </MailFrame>
  );
}
