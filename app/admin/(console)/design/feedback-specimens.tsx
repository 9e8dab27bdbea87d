'use client';
import { Pause, Pencil, Trash } from 'lucide-react';
import Link from 'next/link';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { LongWork } from '#components/ui/long-work.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { sampleNow } from './sample-time.ts';

export function FeedbackSpecimens({ theme }: { theme: string }) {
  const toast = useToast();
  return (
    <>
      <LongWork
        title="Programma di primavera"
        state="running"
        done={41200}
        total={89072}
        rate={3100}
        endsAt={sampleNow(1)}
        segments={[
          { value: 41200, tone: 'accent', label: 'accettati' },
          { value: 1083, tone: 'wait', label: 'rimandati' },
        ]}
        note="1.083 rimandati: Aruba chiede di rallentare, si riprova alle 10:31"
        actions={<Button icon={<Pause />}>Sospendi</Button>}
      />
      <LongWork
        title="soci-2026.csv"
        state="done"
        done={12381}
        total={12402}
        unit="righe"
        note={
          <>
            21 righe scartate: <Link href="/admin/design">scaricale con il motivo</Link>
          </>
        }
      />
      <LongWork
        title="Esportazione dei contatti"
        state="failed"
        done={310}
        total={1200}
        unit="contatti"
        note="Lo spazio su disco è finito. Niente è cambiato; riprova quando è libero."
        actions={<Button>Riprova</Button>}
      />
      <LongWork title="Anteprima dell’importazione" state="running" done={1834} total={null} unit="righe lette" />
      <Section title="Avvisi">
        <div className="grid gap-2.5">
          <Notice tone="wait" title="La colonna “Patologie” sembra contenere dati sulla salute.">
            Le condizioni vietano di inserirli. L’abbiamo esclusa; <Link href="/admin/design">perché</Link>.
          </Notice>
          <Notice
            tone="bad"
            title="Non riusciamo ad accedere alla casella:"
            action={<Button size="s">Aggiorna la password</Button>}
          >
            il server rifiuta la password. I messaggi già scaricati sono al sicuro.
          </Notice>
          <Notice tone="good" onDismiss={() => undefined}>
            Il dominio è verificato.
          </Notice>
          <Notice>La manutenzione è prevista sabato dalle 14 alle 16.</Notice>
        </div>
      </Section>
      <Section title="Stati e persone">
        <div className="flex flex-wrap items-center gap-2.5">
          <StateBadge tone="accent">In invio</StateBadge>
          <StateBadge tone="good">Chiusa</StateBadge>
          <StateBadge tone="wait">In revisione</StateBadge>
          <StateBadge tone="bad">Sospesa</StateBadge>
          <StateBadge>Bozza</StateBadge>
          <Badge tone="accent">nome</Badge>
          <Avatar name="Chiara Ferri" />
          <Avatar name="Lungofiume" shape="square" />
          <SaveState state="saved" at={sampleNow(0)} />
          <SaveState state="saving" />
          <SaveState state="failed" />
          <DateTime at={sampleNow(0)} />
          <DateTime at={sampleNow(-9000)} style="full" />
        </div>
      </Section>
      <Section title="Finestre">
        <div className="flex flex-wrap gap-2">
          <Dialog
            title={`Programma l’invio (${theme})`}
            description="Il pubblico si fissa quando programmi."
            trigger={<Button>Finestra</Button>}
            footer={
              <>
                <DialogClose>
                  <Button>Annulla</Button>
                </DialogClose>
                <DialogClose>
                  <Button variant="primary">Invia a 1.240 contatti</Button>
                </DialogClose>
              </>
            }
          >
            Chi si iscrive dopo non la riceve.
          </Dialog>
          <ConfirmDialog
            trigger={
              <Button variant="danger" icon={<Trash />}>
                Elimina il gruppo
              </Button>
            }
            title="Eliminare il gruppo Soci?"
            typedName="Soci"
            confirmLabel="Elimina il gruppo"
            onConfirm={() =>
              toast({
                title: 'Gruppo eliminato',
                body: 'I contatti restano.',
                action: { label: 'Annulla', onSelect: () => undefined },
              })
            }
          >
            I 4.318 contatti restano, senza questo gruppo. Le campagne già inviate non cambiano.
          </ConfirmDialog>
          <Sheet title="Dettagli del contatto" trigger={<Button>Pannello</Button>}>
            Quello che si sa del contatto, accanto alla lista.
          </Sheet>
          <Menu label="Azioni" trigger={<Button>Menu</Button>}>
            <MenuItem icon={<Pencil />} shortcut="E">
              Rinomina
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash />} tone="bad">
              Elimina
            </MenuItem>
          </Menu>
          <Button
            onClick={() =>
              toast({ title: 'Campagna sospesa', body: 'Riprende dal punto in cui si è fermata.', tone: 'wait' })
            }
          >
            Notifica
          </Button>
        </div>
      </Section>
    </>
  );
}
