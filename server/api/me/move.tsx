import { z } from "zod";
import { plainPage } from "@/app/_http/plain-page";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { getPublicMessages, getTranslator } from "@/lib/i18n/translator";
import { meToken } from "@/lib/me/me-token";
import { confirmAddressChange, requestAddressChange } from "@/lib/me/request-address-change";
import { addressChangePath, mePath } from "@/lib/paths";
import { mailboxInput } from "@/lib/signatures/sign-input";
import { donePath, PRIVATE_HEADERS, requireOwn, seeOther } from "./authority";

const newAddress = z.object({ email: mailboxInput("emailMissing") });

/** Asks the owner of a new address to confirm it. The answer is the same for every address. */
export async function askNewAddress(request: Request): Promise<Response> {
  const own = await requireOwn(request, { acts: true });
  if (own instanceof Response) return own;
  const { supporterId, kind, locale, token, fields } = own;
  const input = newAddress.safeParse(fields);
  const backTo = mePath(locale, token);
  if (!input.success) {
    const errors = { email: [getPublicMessages(locale).sign.errors.emailInvalid] };
    return kind === "form"
      ? seeOther(`${backTo}?error=address#move`)
      : refusePublicRequest({ reason: "invalid", kind, locale, errors });
  }
  const { email } = input.data;
  const asked = await withDatabaseLimits(async () => {
    await requestAddressChange(db(), { supporterId, email, locale, now: new Date() });
    return { outcome: "asked" };
  });
  if (!asked) return refusePublicRequest({ reason: "busy", kind, locale, backTo });
  return kind === "form"
    ? seeOther(donePath(own, "asked"))
    : jsonResponse({ status: "confirmation-sent" }, { status: 202, headers: PRIVATE_HEADERS });
}

const MAX_TOKEN_LENGTH = 200;

/** Moves a person to the address to which a link was mailed, and opens their page. The link is the only authorisation. */
export async function confirmNewAddress(request: Request): Promise<Response> {
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { kind, locale, fields } = post;
  const token = typeof fields.token === "string" ? fields.token.slice(0, MAX_TOKEN_LENGTH) : "";
  const now = new Date();
  const moved = await withDatabaseLimits(() => confirmAddressChange(db(), { token, now }));
  if (!moved)
    return refusePublicRequest({ reason: "busy", kind, locale, backTo: addressChangePath(locale, token) });
  if (moved.outcome === "changed") {
    // The person who pressed the button in the new mailbox may act there, as by a link that was mailed then. Pressed again, it gives no more time.
    const { supporterId, changedAt } = moved;
    const own = { locale, token: meToken({ kind: "link", supporterId, at: changedAt }) };
    if (kind === "form") return seeOther(donePath(own, "moved"));
    return jsonResponse({ status: "changed", token: own.token }, { headers: PRIVATE_HEADERS });
  }
  if (moved.outcome === "taken") return refuseTaken({ kind, locale });
  if (kind === "form") return seeOther(addressChangePath(locale, token));
  return refusePublicRequest({
    reason: moved.outcome === "expired" ? "expired" : "invalidLink",
    kind,
    locale,
  });
}

/** Only the owner of the new address learns that it has signatures. */
function refuseTaken({
  kind,
  locale,
}: {
  kind: "form" | "json";
  locale: "en" | "es";
}): Promise<Response> | Response {
  const t = getTranslator(locale, "me.move");
  if (kind === "json")
    return jsonResponse(
      { type: "about:blank", title: t("takenTitle"), status: 409, detail: t("taken") },
      { status: 409, headers: { ...PRIVATE_HEADERS, "content-type": "application/problem+json" } },
    );
  return plainPage({
    locale,
    status: 409,
    title: t("takenTitle"),
    headers: PRIVATE_HEADERS,
    children: <p>{t("taken")}</p>,
  });
}
