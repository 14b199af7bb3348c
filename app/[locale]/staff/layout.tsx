import type { Metadata } from "next";

/** Every response has its own nonce (`proxy.ts`), so no page may be cached. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "same-origin" };

export default function Layout({ children }: LayoutProps<"/[locale]/staff">) {
  return children;
}
