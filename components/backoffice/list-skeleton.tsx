import { Skeleton } from '#components/ui/skeleton.tsx';

/** Rows of grey in the shape of a card's list, while it is read. */
export function ListSkeleton() {
  return (
    <div aria-hidden>
      {['42%', '30%', '36%'].map((width) => (
        <div
          key={width}
          className="flex items-center justify-between gap-4 border-line border-t px-4 py-3 first:border-t-0"
        >
          <span className="grid flex-1 gap-1.5">
            <span className="block" style={{ width }}>
              <Skeleton className="h-3.5 w-full" />
            </span>
            <Skeleton className="h-3 w-24" />
          </span>
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
