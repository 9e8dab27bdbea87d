import compile from 'icu-minify/compile';

/** What React can send to a browser: the compiler's plurals have no prototype. */
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** A catalogue with each ICU message in the form that `use-intl/format-message/format-only` takes: parsed here, once a process. */
export function compileMessages<Catalogue extends object>(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? plain(compile(value)) : compileMessages(value as object),
    ]),
  ) as Catalogue;
}
