import { Document, documentViewport } from "@/app/_components/document";
import { PublicFrame } from "@/app/_components/public-frame";
import { loadRipple } from "./load-ripple";

export const viewport = documentViewport;

/** The layout of a public page, in the language of the link. The address has no language. */
export default async function RippleLayout({ children, params }: LayoutProps<"/s/[code]/ripple">) {
  const { locale } = await loadRipple((await params).code);
  return (
    <Document locale={locale}>
      <PublicFrame locale={locale}>{children}</PublicFrame>
    </Document>
  );
}
