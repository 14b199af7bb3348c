import PublicLayout from "@/app/[locale]/(public)/layout";
import LocaleLayout, { viewport } from "@/app/[locale]/layout";
import { loadRipple } from "./load-ripple";

export { viewport };

/** The frame of every public page. The address names no language: the link does. */
export default async function RippleLayout({ children, params }: LayoutProps<"/s/[code]/ripple">) {
  const { locale } = await loadRipple((await params).code);
  const spoken = Promise.resolve({ locale });
  return (
    <LocaleLayout params={spoken}>
      <PublicLayout params={spoken}>{children}</PublicLayout>
    </LocaleLayout>
  );
}
