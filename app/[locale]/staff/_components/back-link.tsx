import Link from "next/link";
import type { ReactNode } from "react";

/** The link above a page's title that leads back. The arrow is not underlined. */
export function BackLink({
  href,
  className = "",
  children,
}: {
  href: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link
      className={`inline-flex min-h-6 items-center gap-1.5 text-sm text-soft no-underline ${className}`}
      href={href}
    >
      <span aria-hidden="true">‹</span>
      <span className="underline underline-offset-4">{children}</span>
    </Link>
  );
}
