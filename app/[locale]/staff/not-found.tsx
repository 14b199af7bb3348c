import { getMessages } from "next-intl/server";
import { NotFoundPanel } from "./_components/not-found-panel";

/** What staff see in place of a room that is not there, or not theirs. Next does not say here in which language. */
export default async function NotFound() {
  const [en, es] = await Promise.all([getMessages({ locale: "en" }), getMessages({ locale: "es" })]);
  return <NotFoundPanel texts={{ en: en.staff.notFound, es: es.staff.notFound }} />;
}
