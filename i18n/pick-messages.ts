/** A part of the catalogue: namespaces, their parts, and at the ends sentences, as texts or compiled (compile-messages.ts). */
export type Branch = { [key: string]: string | unknown[] | Branch };

/** The parts of a catalogue that `paths` name (`contacts`, `campaigns.state`), each at its place. */
export function pickMessages(catalogue: Branch, paths: readonly string[]): Branch {
  const picked: Branch = {};
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let from = catalogue;
    let to = picked;
    for (const key of keys) {
      from = from[key] as Branch;
      to[key] = { ...(to[key] as Branch | undefined) };
      to = to[key];
    }
    const value = from[last];
    if (value !== undefined) to[last] = value;
  }
  return picked;
}
