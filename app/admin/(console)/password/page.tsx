import { AccessSections } from '#components/account/access-sections.tsx';
import { PasswordPage } from '#components/identity/password-page.tsx';
import { brandName, consoleFrame } from '#server/request-context.ts';

export const metadata = { title: 'Password' };

export default async function Page() {
  const [{ session }, brand] = await Promise.all([consoleFrame(), brandName()]);
  return (
    <PasswordPage session={session} home="/admin/today" about={[session.name, session.username, session.email, brand]}>
      <AccessSections surface="console" brand={brand} />
    </PasswordPage>
  );
}
