import { getMessages } from "next-intl/server";
import { LOCALES } from "@/lib/i18n/locales";
import { NotFoundPanel } from "./_components/not-found-panel";

/** The page for unknown addresses and missing permissions. Next does not pass the locale here, so it gets all texts. */
export default async function NotFound() {
  const texts = await Promise.all(
    LOCALES.map(async (locale) => ({ locale, ...(await getMessages({ locale })).staff.notFound })),
  );
  return <NotFoundPanel texts={texts} />;
}
