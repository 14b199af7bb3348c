import { PublicFrame } from "@/app/_components/public-frame";
import { isLocale } from "@/lib/i18n/locales";

export default async function PublicLayout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  return isLocale(locale) ? <PublicFrame locale={locale}>{children}</PublicFrame> : children;
}
