import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import type { Locale } from "@/lib/i18n/locales";
import { type listRequests, requestEnd } from "@/lib/requests/register";
import { endRequest } from "../actions";

type Requests = Awaited<ReturnType<typeof listRequests>>;
type RequestListProps = { locale: Locale; requests: Requests };

/** The register: open requests, the most urgent first, then the closed ones. */
export async function RequestList({ locale, requests: { open, done } }: RequestListProps) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  return (
    <>
      <section aria-labelledby="open-requests">
        <h2 id="open-requests" className="text-2xl font-medium">
          {t("open")}
        </h2>
        {open.length === 0 && <p className="mt-1 text-soft">{t("noneOpen")}</p>}
        <ul>
          {open.map((request) => (
            <OpenRequest key={request.id} locale={locale} request={request} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="done-requests">
        <h2 id="done-requests" className="text-2xl font-medium">
          {t("done")}
        </h2>
        {done.length === 0 && <p className="mt-1 text-soft">{t("noneDone")}</p>}
        <ul>
          {done.map(({ id, kind, doneAt, outcome }) => (
            <li key={id} className="border-b border-rule py-2">
              {t(`kinds.${kind}`)}: {outcome && t(`outcomes.${outcome}`)}{" "}
              {doneAt && <LocalTime at={doneAt.toISOString()} locale={locale} />}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

async function OpenRequest({ locale, request }: { locale: Locale; request: Requests["open"][number] }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  const { id, kind, openedAt, dueAt, isOverdue } = request;
  const time = (at: Date) => <LocalTime at={at.toISOString()} locale={locale} />;
  return (
    <li className="grid gap-2 border-b border-rule py-3">
      <p className="font-semibold">{t(`kinds.${kind}`)}</p>
      <p className={isOverdue ? "field-error" : "text-soft"}>
        {t.rich(isOverdue ? "overdue" : "dueBy", { opened: () => time(openedAt), due: () => time(dueAt) })}
      </p>
      <ActionForm
        action={endRequest}
        submit={t("close")}
        submitClassName="button button-quiet justify-self-start"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="request" value={id} />
        <div className="field max-w-xs">
          <label htmlFor={`end-${id}`}>{t("outcome")}</label>
          <select className="input" id={`end-${id}`} name="outcome">
            {requestEnd.shape.outcome.options.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`outcomes.${outcome}`)}
              </option>
            ))}
          </select>
        </div>
      </ActionForm>
    </li>
  );
}
