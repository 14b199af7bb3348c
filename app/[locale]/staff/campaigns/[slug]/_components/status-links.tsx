import Link from "next/link";
import type { ReactNode } from "react";

type StatusLinksProps = {
  label: string;
  statuses: { status: string; label: ReactNode }[];
  current: string;
  path: string;
};

/** Links to the lists of a review by status: waiting, approved, declined. */
export function StatusLinks({ label, statuses, current, path }: StatusLinksProps) {
  return (
    <nav aria-label={label} className="mt-5">
      <ul className="flex flex-wrap gap-2">
        {statuses.map((one) => (
          <li key={one.status}>
            <Link
              href={`${path}?status=${one.status}`}
              aria-current={one.status === current ? "page" : undefined}
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
