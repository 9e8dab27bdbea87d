import type { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { messagesOf } from '#i18n/messages-of.ts';
import { IntlScope } from './intl-scope.tsx';

type Namespace = NonNullable<Parameters<typeof useTranslations>[0]>;

/**
 * What the pages beneath say in the browser, beyond what the frames around them brought. The whole catalogue is 250 KB, and a
 * document that carries it costs the server ten times as long. A test holds that nothing is missing and nothing sent in vain.
 */
export async function Messages({ of, children }: { of: Namespace[]; children: ReactNode }) {
  return <IntlScope messages={await messagesOf(of)}>{children}</IntlScope>;
}
