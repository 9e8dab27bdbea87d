import { Banknote, Building2, Home, LayoutGrid, ScrollText, Settings, SlidersHorizontal, Users } from 'lucide-react';
import { AppShell } from '#components/layout/app-shell.tsx';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ControlSpecimens } from './control-specimens.tsx';
import { DataSpecimens } from './data-specimens.tsx';
import { FeedbackSpecimens } from './feedback-specimens.tsx';
import { FrameSpecimens } from './frame-specimens.tsx';
import { TableSpecimen } from './table-specimen.tsx';

export const metadata = { title: 'Design' };

const navigation = [
  { items: [{ href: '/admin/today', label: 'Oggi', icon: <Home /> }] },
  {
    label: 'Clienti',
    items: [
      { href: '/admin/customers', label: 'Clienti', icon: <Building2 /> },
      { href: '/admin/purchases', label: 'Acquisti', icon: <Banknote /> },
    ],
  },
  {
    label: 'Gestione',
    items: [
      { href: '/admin/staff', label: 'Staff', icon: <Users /> },
      { href: '/admin/audit', label: 'Registro', icon: <ScrollText /> },
      { href: '/admin/jobs', label: 'Lavori', icon: <SlidersHorizontal /> },
      { href: '/admin/design', label: 'Design', icon: <LayoutGrid /> },
    ],
  },
];

/** Every primitive in every state, light beside dark: where a page's author looks before making anything new. */
export default function DesignPage() {
  return (
    <AppShell
      surface="console"
      workspace={{ name: 'Postino' }}
      navigation={navigation}
      footer={[{ href: '/admin/settings', label: 'Impostazioni', icon: <Settings /> }]}
      person={{ name: 'Persona Esempio', username: 'esempio' }}
    >
      <PageHeader
        title="Design"
        badge={<StateBadge tone="neutral">Catalogo</StateBadge>}
        actions={<Button variant="primary">Azione principale</Button>}
      />
      <PageBody width="full">
        <Notice tone="neutral">
          I nomi e le cifre di questa pagina sono campioni: mostrano come appaiono i componenti.
        </Notice>
        <div className="grid grid-cols-1 gap-4 min-[1500px]:grid-cols-2">
          {(['light', 'dark'] as const).map((theme) => (
            <div
              key={theme}
              data-theme={theme}
              className="grid min-w-0 grid-cols-1 content-start gap-4 rounded-out border border-line bg-ground p-3 text-ink sm:p-5"
            >
              <h2 className="text-page">{theme === 'light' ? 'Chiaro' : 'Scuro'}</h2>
              <ControlSpecimens theme={theme} />
              <TableSpecimen theme={theme} />
              <DataSpecimens theme={theme} />
              <FeedbackSpecimens theme={theme} />
              <FrameSpecimens theme={theme} />
            </div>
          ))}
        </div>
      </PageBody>
    </AppShell>
  );
}
