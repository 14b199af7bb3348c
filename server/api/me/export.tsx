import { plainPage } from "@/app/_http/plain-page";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { textResponse } from "@/app/_http/text-response";
import { ExportedPerson } from "@/app/_me/exported-person";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { getTranslator } from "@/lib/i18n/translator";
import { exportPerson } from "@/lib/me/export";
import { mePath } from "@/lib/paths";
import { PRIVATE_HEADERS, requireOwn } from "./authority";

/** Returns everything about the person of a token: as JSON, or for a form with `format=html` as a page. */
export async function exportOwn(request: Request): Promise<Response> {
  const own = await requireOwn(request, { acts: true });
  if (own instanceof Response) return own;
  const { supporterId, kind, locale, token, fields } = own;
  const now = new Date();
  const read = await withDatabaseLimits(async () => ({
    person: await exportPerson(db(), { supporterId, now }),
  }));
  const backTo = mePath(locale, token);
  if (!read) return refusePublicRequest({ reason: "busy", kind, locale, backTo });
  const { person } = read;
  if (!person) return refusePublicRequest({ reason: "meErased", kind, locale });
  if (kind === "form" && fields.format === "html") {
    const t = getTranslator(locale, "me");
    return plainPage({
      locale,
      status: 200,
      title: t("export.readTitle"),
      headers: PRIVATE_HEADERS,
      children: (
        <>
          <p>{t("export.readLead", { time: person.exportedAt })}</p>
          <ExportedPerson value={person} />
          <p>
            <a href={backTo}>{t("back")}</a>
          </p>
        </>
      ),
    });
  }
  return textResponse(`${JSON.stringify(person, null, 2)}\n`, {
    status: 200,
    headers: {
      ...PRIVATE_HEADERS,
      "content-type": "application/json",
      "content-disposition": 'attachment; filename="my-signatures.json"',
    },
  });
}
