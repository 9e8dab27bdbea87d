'use client';
import { Pause, Pencil, Trash } from 'lucide-react';
import Link from 'next/link';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { LongWork } from '#components/ui/long-work.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { sampleNow } from './sample-time.ts';
import { useSay } from './specimen-words.ts';

export function FeedbackSpecimens({ theme }: { theme: string }) {
  const toast = useToast();
  const say = useSay();
  return (
    <>
      <LongWork
        title={say('Programma di primavera')}
        state="running"
        done={41200}
        total={89072}
        rate={3100}
        endsAt={sampleNow(1)}
        segments={[
          { value: 41200, tone: 'accent', label: say('accettati') },
          { value: 1083, tone: 'wait', label: say('rimandati') },
        ]}
        note={say('1.083 rimandati: Aruba chiede di rallentare, si riprova alle 10:31')}
        actions={<Button icon={<Pause />}>{say('Sospendi')}</Button>}
      />
      <LongWork
        title="soci-2026.csv"
        state="done"
        done={12381}
        total={12402}
        unit={say('righe')}
        note={
          <>
            {say('21 righe scartate:')} <Link href="/admin/design">{say('scaricale con il motivo')}</Link>
          </>
        }
      />
      <LongWork
        title={say('Esportazione dei contatti')}
        state="failed"
        done={310}
        total={1200}
        unit={say('contatti')}
        note={say('Lo spazio su disco è finito. Niente è cambiato; riprova quando è libero.')}
        actions={<Button>{say('Riprova')}</Button>}
      />
      <LongWork
        title={say('Anteprima dell’importazione')}
        state="running"
        done={1834}
        total={null}
        unit={say('righe lette')}
      />
      <Section title={say('Avvisi')}>
        <div className="grid gap-2.5">
          <Notice tone="wait" title={say('La colonna “Patologie” sembra contenere dati sulla salute.')}>
            {say('Le condizioni vietano di inserirli. L’abbiamo esclusa;')}{' '}
            <Link href="/admin/design">{say('perché')}</Link>.
          </Notice>
          <Notice
            tone="bad"
            title={say('Non riusciamo ad accedere alla casella:')}
            action={<Button size="s">{say('Aggiorna la password')}</Button>}
          >
            {say('il server rifiuta la password. I messaggi già scaricati sono al sicuro.')}
          </Notice>
          <Notice tone="good" onDismiss={() => undefined}>
            {say('Il dominio è verificato.')}
          </Notice>
          <Notice>{say('La manutenzione è prevista sabato dalle 14 alle 16.')}</Notice>
        </div>
      </Section>
      <Section title={say('Stati e persone')}>
        <div className="flex flex-wrap items-center gap-2.5">
          <StateBadge tone="accent">{say('In invio')}</StateBadge>
          <StateBadge tone="good">{say('Chiusa')}</StateBadge>
          <StateBadge tone="wait">{say('In revisione')}</StateBadge>
          <StateBadge tone="bad">{say('Sospesa')}</StateBadge>
          <StateBadge>{say('Bozza')}</StateBadge>
          <Badge tone="accent">{say('nome')}</Badge>
          <Avatar name="Chiara Ferri" />
          <Avatar name="Lungofiume" shape="square" />
          <SaveState state="saved" at={sampleNow(0)} />
          <SaveState state="saving" />
          <SaveState state="failed" />
          <DateTime at={sampleNow(0)} />
          <DateTime at={sampleNow(-9000)} style="full" />
        </div>
      </Section>
      <Section title={say('Finestre')}>
        <div className="flex flex-wrap gap-2">
          <Dialog
            title={`${say('Programma l’invio')} (${theme})`}
            description={say('Il pubblico si fissa quando programmi.')}
            trigger={<Button>{say('Finestra')}</Button>}
          >
            <div className="grid gap-4">
              <p>{say('Chi si iscrive dopo non la riceve.')}</p>
              <DialogActions>
                <Button variant="primary">{say('Invia a 1.240 contatti')}</Button>
              </DialogActions>
            </div>
          </Dialog>
          <ConfirmDialog
            trigger={
              <Button variant="danger" icon={<Trash />}>
                {say('Elimina il gruppo')}
              </Button>
            }
            title={say('Eliminare il gruppo Soci?')}
            typedName={say('Soci')}
            confirmLabel={say('Elimina il gruppo')}
            onConfirm={() =>
              toast({
                title: say('Gruppo eliminato'),
                body: say('I contatti restano.'),
                action: { label: say('Annulla'), onSelect: () => undefined },
              })
            }
          >
            {say('I 4.318 contatti restano, senza questo gruppo. Le campagne già inviate non cambiano.')}
          </ConfirmDialog>
          <Sheet title={say('Dettagli del contatto')} trigger={<Button>{say('Pannello')}</Button>}>
            {say('Quello che si sa del contatto, accanto alla lista.')}
          </Sheet>
          <Menu label={say('Azioni')} trigger={<Button>Menu</Button>}>
            <MenuItem icon={<Pencil />} shortcut="E">
              {say('Rinomina')}
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash />} tone="bad">
              {say('Elimina')}
            </MenuItem>
          </Menu>
          <Button
            onClick={() =>
              toast({
                title: say('Campagna sospesa'),
                body: say('Riprende dal punto in cui si è fermata.'),
                tone: 'wait',
              })
            }
          >
            {say('Notifica')}
          </Button>
        </div>
      </Section>
    </>
  );
}
