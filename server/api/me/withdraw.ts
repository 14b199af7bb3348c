import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isId } from "@/lib/ids";
import { countChanged } from "@/lib/page-changes";
import { mePath } from "@/lib/paths";
import { undoneUntil, undoWithdrawal, withdrawSignature } from "@/lib/signatures/withdraw";
import { donePath, type OwnRequest, PRIVATE_HEADERS, requireOwn, seeOther } from "./authority";

type Params = { id: string };

/** Withdraws a signature of the person of a token. A form with the field `undo` undoes that. Idempotent. */
export async function withdraw(request: Request, { id }: Params): Promise<Response> {
  const own = await requireOwn(request, { acts: true });
  if (own instanceof Response) return own;
  if (own.kind === "form" && own.fields.undo) return restore(own, id);
  const { supporterId, kind, locale } = own;
  const withdrawn = await withDatabaseLimits(() =>
    isId(id) ? withdrawSignature(db(), { signatureId: id, supporterId }) : unknown(),
  );
  if (withdrawn?.outcome !== "withdrawn") return refuse(own, withdrawn?.outcome ?? "busy");
  countChanged(withdrawn.campaign);
  if (kind === "form") return seeOther(donePath(own, "withdrawn"));
  const { campaign, withdrawnAt } = withdrawn;
  return jsonResponse(
    { id, campaign, withdrawnAt, undoUntil: undoneUntil(withdrawnAt) },
    { headers: { ...PRIVATE_HEADERS, "content-language": locale } },
  );
}

/** Undoes a withdrawal of the last 24 hours. Idempotent. */
export async function undoOwnWithdrawal(request: Request, { id }: Params): Promise<Response> {
  const own = await requireOwn(request, { acts: true });
  return own instanceof Response ? own : restore(own, id);
}

async function restore(own: OwnRequest, id: string): Promise<Response> {
  const { supporterId, kind } = own;
  const restored = await withDatabaseLimits(() =>
    isId(id) ? undoWithdrawal(db(), { signatureId: id, supporterId, now: new Date() }) : unknown(),
  );
  if (restored?.outcome !== "restored") return refuse(own, restored?.outcome ?? "busy");
  countChanged(restored.campaign);
  if (kind === "form") return seeOther(donePath(own, "restored"));
  return jsonResponse({ id, campaign: restored.campaign, withdrawnAt: null }, { headers: PRIVATE_HEADERS });
}

const unknown = async () => ({ outcome: "unknown" }) as const;

const REASONS = { unknown: "noSignature", "too-late": "undoTooLate", busy: "busy" } as const;

function refuse({ kind, locale, token }: OwnRequest, outcome: keyof typeof REASONS): Promise<Response> {
  return refusePublicRequest({ reason: REASONS[outcome], kind, locale, backTo: mePath(locale, token) });
}
