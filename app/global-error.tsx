'use client';
import './globals.css';

/**
 * Shown when the root layout itself fails, so neither messages nor providers can be relied on: the two languages stand side by side.
 */
export default function GlobalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="it">
      <body>
        <title>Postino</title>
        <main className="mx-auto grid min-h-dvh max-w-md content-center gap-3 p-6">
          <h1 className="text-page">Questa pagina non si è aperta</h1>
          <p className="text-ink-2">È un errore nostro, già registrato. I tuoi dati sono al sicuro.</p>
          <p className="text-ink-2" lang="en">
            This page did not open. The fault is ours and has been recorded; your data is safe.
          </p>
          <button
            type="button"
            onClick={reset}
            className="justify-self-start rounded-in border border-line-strong bg-panel px-3 py-1.5 font-medium"
          >
            Riprova <span lang="en">/ Try again</span>
          </button>
        </main>
      </body>
    </html>
  );
}
