import { PasswordPage } from '#components/identity/password-page.tsx';
import { consoleFrame } from '#server/request-context.ts';

export const metadata = { title: 'Password' };

export default async function Page() {
  const { session } = await consoleFrame();
  return <PasswordPage must={session.mustChangePassword} home="/admin/today" />;
}
