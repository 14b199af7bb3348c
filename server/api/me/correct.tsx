import type { ZodError } from "zod";
import { plainPage } from "@/app/_http/plain-page";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { CorrectionForm } from "@/app/_me/correction-form";
import { signingTexts } from "@/app/_signing/signing-texts";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { getTranslator } from "@/lib/i18n/translator";
import { isId } from "@/lib/ids";
import { listOwnSignatures } from "@/lib/me/own-signatures";
import { mePath } from "@/lib/paths";
import { correctSignature } from "@/lib/signatures/correct";
import { correctionInput } from "@/lib/signatures/sign-input";
import { errorsByField, typedTexts } from "../field-errors";
import { donePath, type OwnRequest, PRIVATE_HEADERS, requireOwn, seeOther } from "./authority";
import { ownSignatureJson } from "./own-signature-json";

const REASONS = {
  unknown: "noSignature",
  withdrawn: "alreadyWithdrawn",
  "not-confirmed": "notConfirmed",
  busy: "busy",
} as const;

/** Corrects a signature of the person of a token, by PATCH as JSON or by POST from a form. */
export async function correct(request: Request, { id }: { id: string }): Promise<Response> {
  const own = await requireOwn(request, { acts: true });
  if (own instanceof Response) return own;
  const { supporterId, kind, locale, token } = own;
  const input = correctionInput.safeParse(own.fields);
  if (!input.success) return askToCorrect(own, { id, errors: fieldErrors(own, input.error) });
  const corrected = await withDatabaseLimits(() =>
    isId(id) ? correctSignature(db(), { signatureId: id, supporterId, corrections: input.data }) : unknown(),
  );
  const outcome = corrected?.outcome ?? "busy";
  if (outcome === "short-name-missing") {
    const { shownNameMissing } = signingTexts(locale).errors;
    return askToCorrect(own, { id, errors: { shownName: [shownNameMissing] } });
  }
  if (outcome !== "corrected")
    return refusePublicRequest({ reason: REASONS[outcome], kind, locale, backTo: mePath(locale, token) });
  if (kind === "form") return seeOther(donePath(own, "corrected"));
  return answerWithSignature(own, id);
}

const unknown = async () => ({ outcome: "unknown" }) as const;

const fieldErrors = ({ locale }: OwnRequest, error: ZodError) => errorsByField(error, signingTexts(locale));

async function answerWithSignature({ supporterId, kind, locale }: OwnRequest, signatureId: string) {
  const now = new Date();
  const read = await withDatabaseLimits(() => listOwnSignatures(db(), { supporterId, signatureId, now }));
  const [signature] = read ?? [];
  if (!signature) return refusePublicRequest({ reason: read ? "noSignature" : "busy", kind, locale });
  return jsonResponse(ownSignatureJson(signature, now), { headers: PRIVATE_HEADERS });
}

/** Programs get a problem document, people the form with what they typed. */
function askToCorrect(
  { kind, locale, token, fields }: OwnRequest,
  { id, errors }: { id: string; errors: Record<string, string[]> },
): Promise<Response> {
  if (kind === "json") return refusePublicRequest({ reason: "invalid", kind, locale, errors });
  const t = getTranslator(locale, "me");
  const marked = Object.fromEntries(Object.entries(errors).map(([field, messages]) => [field, messages[0]]));
  return plainPage({
    locale,
    status: 422,
    title: t("correctTitle"),
    headers: PRIVATE_HEADERS,
    children: (
      <>
        <CorrectionForm id={id} locale={locale} token={token} values={typedTexts(fields)} errors={marked} />
        <p>
          <a href={mePath(locale, token)}>{t("back")}</a>
        </p>
      </>
    ),
  });
}
