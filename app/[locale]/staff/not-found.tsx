import { getMessages } from "next-intl/server";
import { NotFoundPanel } from "./_components/not-found-panel";

/** The page for unknown addresses and missing permissions. Next does not pass the locale here, so it gets all texts. */
export default async function NotFound() {
  const [en, es] = await Promise.all([getMessages({ locale: "en" }), getMessages({ locale: "es" })]);
  return <NotFoundPanel texts={{ en: en.staff.notFound, es: es.staff.notFound }} />;
}
