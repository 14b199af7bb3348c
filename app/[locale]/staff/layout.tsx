import type { Metadata } from "next";

/** Every page here carries a nonce of its own (`proxy.ts`), so none can be kept from an earlier request. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "same-origin" };

export default function StaffLayout({ children }: LayoutProps<"/[locale]/staff">) {
  return children;
}
