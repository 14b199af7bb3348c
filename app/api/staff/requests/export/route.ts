import { z } from "zod";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { localeOrDefault } from "@/lib/i18n/locales";
import { isId } from "@/lib/ids";
import { deedReason, exportForPerson } from "@/lib/requests/staff-deeds";
import { readOwnForm } from "../../_form";
import { problemResponse } from "../../_responses";

const exportForm = z.object({ person: z.string().refine(isId), reason: deedReason });

/** Downloads everything that is held about a person, to hand it over to them. They get a mail about it. */
export async function POST(request: Request) {
  const fields = await readOwnForm(request);
  if (fields instanceof Response) return fields;
  const locale = localeOrDefault(fields.locale);
  const member = await requireStaff({ locale, permission: "requests.answer" });
  const asked = exportForm.safeParse(fields);
  if (!asked.success)
    return problemResponse(400, "A person and a reason without an e-mail address are needed.");
  const { person: supporterId, reason } = asked.data;
  const now = new Date();
  const held = await exportForPerson(db(), { supporterId, reason, memberId: member.id, now });
  if (!held) return problemResponse(404, "Nobody has this id any more.");
  return new Response(JSON.stringify(held, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="person-${now.toISOString().slice(0, 10)}.json"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
