/** Sizes count UTF-16 units; `depth` and `values` are of the JSON itself and are measured before anything else is read. */
export const documentLimits = {
  blocks: 200,
  line: 1000,
  textNodes: 2000,
  links: 12,
  depth: 40,
  values: 60_000,
  characters: 600_000,
} as const;

/** Families every mail client has: nothing is fetched from a font server, which would see each reader. */
export const fontNames = ['system', 'arial', 'verdana', 'tahoma', 'trebuchet', 'georgia', 'times', 'courier'] as const;
export const blockTypes = ['heading', 'text', 'image', 'button', 'divider', 'spacer', 'links', 'columns'] as const;

export type FontName = (typeof fontNames)[number];
