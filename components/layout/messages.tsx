import type { useTranslations } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Branch, pickMessages } from '#i18n/pick-messages.ts';
import { IntlScope } from './intl-scope.tsx';

type Namespace = NonNullable<Parameters<typeof useTranslations>[0]>;

/**
 * What the pages beneath say in the browser, beyond what the frames around them brought. The whole catalogue is 250 KB, and a
 * document that carries it costs the server ten times as long. A test holds that nothing is missing and nothing sent in vain.
 */
export async function Messages({ of, children }: { of: Namespace[]; children: ReactNode }) {
  return <IntlScope messages={pickMessages((await getMessages()) as Branch, of)}>{children}</IntlScope>;
}
