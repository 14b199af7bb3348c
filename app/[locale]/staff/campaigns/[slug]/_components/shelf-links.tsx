import Link from "next/link";
import type { ReactNode } from "react";

type ShelfLinksProps = {
  label: string;
  shelves: { shelf: string; label: ReactNode }[];
  current: string;
  path: string;
};

/** Links to the lists of a review: waiting, approved, declined. */
export function ShelfLinks({ label, shelves, current, path }: ShelfLinksProps) {
  return (
    <nav aria-label={label} className="mt-5">
      <ul className="flex flex-wrap gap-2">
        {shelves.map((one) => (
          <li key={one.shelf}>
            <Link
              href={`${path}?shelf=${one.shelf}`}
              aria-current={one.shelf === current ? "page" : undefined}
              className="inline-flex min-h-9 items-center gap-2 rounded border border-rule px-3 text-sm no-underline hover:border-ink aria-[current]:border-ink aria-[current]:font-semibold"
            >
              {one.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
