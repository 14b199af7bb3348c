import { plainPage } from "@/app/_http/plain-page";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { getTranslator } from "@/lib/i18n/translator";
import { requestErasure } from "@/lib/me/erasure";
import { meApiPath, mePath } from "@/lib/paths";
import { type OwnRequest, PRIVATE_HEADERS, requireOwn, seeOther } from "./authority";

/** Erases everything about the person of a token, within a minute. A form is asked once whether it is meant. */
export async function erase(request: Request): Promise<Response> {
  const own = await requireOwn(request, { acts: true });
  if (own instanceof Response) return own;
  const { supporterId, kind, locale, token, fields } = own;
  if (kind === "form" && fields.sure !== "yes") return askWhetherSure(own);
  const asked = await withDatabaseLimits(async () => {
    await requestErasure(db(), { supporterId, locale, now: new Date() });
    return { outcome: "asked" };
  });
  if (!asked) return refusePublicRequest({ reason: "busy", kind, locale, backTo: mePath(locale, token) });
  return kind === "form"
    ? seeOther(mePath(locale, token))
    : jsonResponse({ status: "erasing" }, { status: 202, headers: PRIVATE_HEADERS });
}

function askWhetherSure({ locale, token }: OwnRequest): Promise<Response> {
  const t = getTranslator(locale, "me.erase");
  return plainPage({
    locale,
    status: 200,
    title: t("sureTitle"),
    headers: PRIVATE_HEADERS,
    children: (
      <>
        <p>{t("sure")}</p>
        <p>{t("stays")}</p>
        <p>{t("mail")}</p>
        <form method="post" action={meApiPath("erasure")}>
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="token" value={token} />
          <button type="submit" className="button button-act" name="sure" value="yes">
            {t("yes")}
          </button>
        </form>
        <p>
          <a href={mePath(locale, token)}>{t("no")}</a>
        </p>
      </>
    ),
  });
}
