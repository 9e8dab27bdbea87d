/** A QR code from its rows of modules; always dark on white, as cameras want it, with the quiet zone of four. */
export function SquareCode({ rows, label }: { rows: string[]; label: string }) {
  const side = rows.length + 8;
  const path = rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => `M${run.index + 4} ${y + 4}h${run[0].length}v1h-${run[0].length}z`),
    )
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-in border border-line"
    >
      <path d={`M0 0h${side}v${side}h-${side}z`} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
