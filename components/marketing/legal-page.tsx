import { proseBlocks } from './prose-blocks.ts';

/** A legal text, as the provider wrote it. */
export function LegalText({ title, text, language }: { title: string; text: string; language: string }) {
  return (
    <article lang={language} className="mx-auto grid max-w-[720px] gap-3">
      <h1 className="mb-2 text-page">{title}</h1>
      {proseBlocks(text).map((block, index) => {
        const key = `${block.kind}-${index}`;
        if (block.kind === 'heading') {
          return (
            <h2 key={key} className="mt-3 text-section">
              {block.text}
            </h2>
          );
        }
        if (block.kind === 'list') {
          return (
            <ul key={key} className="grid list-disc gap-1 pl-5 text-ink-2">
              {block.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          );
        }
        return (
          <p key={key} className="max-w-[68ch] text-pretty text-ink-2 [overflow-wrap:anywhere]">
            {block.text}
          </p>
        );
      })}
    </article>
  );
}
