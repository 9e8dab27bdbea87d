import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { railCookie } from '#i18n/languages.ts';
import { CommandPalette } from './command-palette.tsx';
import { IntlScope } from './intl-scope.tsx';
import type { NavigationItem, NavigationSection, ShellPerson, ShellWorkspace, WorkspaceChoice } from './navigation.ts';
import { PersonMenu } from './person-menu.tsx';
import { ShellFrame } from './shell-frame.tsx';

type Props = {
  surface: 'portal' | 'console';
  workspace: ShellWorkspace;
  /** Everything that the person may switch to, this one included. */
  workspaces?: WorkspaceChoice[];
  navigation: NavigationSection[];
  footer?: NavigationItem[];
  person: ShellPerson;
  passwordHref?: string;
  onSignOut?: () => void | Promise<void>;
  /** A CommandPalette of the caller's; without one the navigation's pages are searched. */
  search?: ReactNode;
  notices?: ReactNode;
  /** A StaffStrip, while staff are inside a customer's workspace. */
  strip?: ReactNode;
  /** What holds on every page: a suspension, a password about to expire. */
  warning?: ReactNode;
  children: ReactNode;
};

/** The frame of portal and console: rail, top bar (drawn by each page's PageHeader), content. */
export async function AppShell({
  surface,
  workspace,
  workspaces,
  navigation,
  footer = [],
  person,
  passwordHref,
  onSignOut,
  search,
  notices,
  strip,
  warning,
  children,
}: Props) {
  const narrow = (await cookies()).get(railCookie)?.value === 'narrow';
  const pages = [
    ...navigation.flatMap((section) => section.items.map((item) => ({ ...item, group: section.label }))),
    ...footer.map((item) => ({ ...item, group: undefined })),
  ].map(({ href, label, icon, group }) => ({ href, label, icon, ...(group ? { detail: group } : {}) }));
  const frame = (
    <ShellFrame
      surface={surface}
      workspace={workspace}
      workspaces={workspaces ?? []}
      navigation={navigation}
      footer={footer}
      startsNarrow={narrow}
      search={search ?? <CommandPalette pages={pages} />}
      notices={notices}
      personMenu={
        <PersonMenu person={person} {...(passwordHref ? { passwordHref } : {})} {...(onSignOut ? { onSignOut } : {})} />
      }
      strip={strip}
      warning={warning}
    >
      {children}
    </ShellFrame>
  );
  if (workspace.timeZone === undefined) return frame;
  return <IntlScope timeZone={workspace.timeZone}>{frame}</IntlScope>;
}
