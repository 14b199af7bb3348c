import { Hono } from "hono";
import { onlyPost } from "@/app/_http/post-only";
import { refuseUnknownResource } from "@/app/_http/refuse-unknown-resource";
import { answerError } from "./answer-error";
import { checkLiveness } from "./api/check-liveness";
import { checkReadiness } from "./api/check-readiness";
import { redirectToReceiptForm, verifyReceipt } from "./api/check-receipt";
import { chooseMails, redirectToMailChoices } from "./api/choose-mails";
import { confirm, redirectToCodePage } from "./api/confirm";
import { createLink, redirectToFrontPage } from "./api/create-link";
import { describeEmbedAt } from "./api/describe-embed";
import { askForLink, redirectToLinkForm } from "./api/me/ask-for-link";
import { correct } from "./api/me/correct";
import { erase } from "./api/me/erase";
import { exportOwn } from "./api/me/export";
import { askNewAddress, confirmNewAddress } from "./api/me/move";
import { enterCode, sendCode } from "./api/me/prove";
import { showOwn } from "./api/me/show-own";
import { undoOwnWithdrawal, withdraw } from "./api/me/withdraw";
import { receiveMailEvent } from "./api/receive-mail-event";
import { resendMail } from "./api/resend-mail";
import { showAttempt } from "./api/show-attempt";
import { showCampaign } from "./api/show-campaign";
import { showCount } from "./api/show-count";
import { showLink } from "./api/show-link";
import {
  showConsistency,
  showDays,
  showEntries,
  showInclusion,
  showKeys,
  showLogIndex,
  showProof,
} from "./api/show-proof";
import { showReceipt } from "./api/show-receipt";
import { redirectToCampaign, sign } from "./api/sign";
import { viewArticle } from "./api/view-article";
import { showMetrics } from "./metrics";
import { followLink } from "./share-links/follow-link";
import { qrResponse } from "./share-links/qr-code";

/** What the HTTP server answers itself, with the functions of `lib/`. Everything else is Next's. */
export const door = new Hono();

door.post("/api/v1/campaigns/:slug/signatures", (c) => sign(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/signatures", (c) => redirectToCampaign(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/count", (c) => showCount(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/proof", (c) => showProof(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/proof/consistency", (c) => showConsistency(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/proof/entries/:commitment", (c) => showInclusion(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/proof/log/index.json", (c) => showLogIndex(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/proof/log/entries/:file", (c) => showEntries(c.req.raw, c.req.param()));
door.get("/api/v1/campaigns/:slug/proof/log/days/:file", (c) => showDays(c.req.raw, c.req.param()));
door.post("/api/v1/receipts/verification", (c) => verifyReceipt(c.req.raw));
door.get("/api/v1/receipts/verification", (c) => redirectToReceiptForm(c.req.raw));
door.get("/api/v1/receipts/:id", (c) => showReceipt(c.req.raw, c.req.param()));
door.get("/api/v1/keys", () => showKeys());
door.get("/api/v1/campaigns/:slug", (c) => showCampaign(c.req.raw, c.req.param()));

door.post("/api/v1/confirmations", (c) => confirm(c.req.raw));
door.get("/api/v1/confirmations", (c) => redirectToCodePage(c.req.raw));
door.get("/api/v1/confirmations/attempt", (c) => showAttempt(c.req.raw));
door.post("/api/v1/confirmations/mails", (c) => resendMail(c.req.raw));
door.get("/api/v1/confirmations/mails", (c) => redirectToCodePage(c.req.raw));

door.post("/api/v1/links", (c) => createLink(c.req.raw));
door.get("/api/v1/links", (c) => redirectToFrontPage(c.req.raw));
door.get("/api/v1/links/:code", (c) => showLink(c.req.raw, c.req.param()));
door.get("/s/:code", (c) => followLink(c.req.raw, c.req.param()));
door.get("/s/:code/qr.png", (c) => qrResponse(c.req.raw, { ...c.req.param(), format: "png" }));
door.get("/s/:code/qr.svg", (c) => qrResponse(c.req.raw, { ...c.req.param(), format: "svg" }));

door.post("/api/v1/me/links", (c) => askForLink(c.req.raw));
door.get("/api/v1/me/links", (c) => redirectToLinkForm(c.req.raw));
door.post("/api/v1/me/codes", (c) => sendCode(c.req.raw));
door.get("/api/v1/me/codes", (c) => redirectToLinkForm(c.req.raw));
door.post("/api/v1/me/sessions", (c) => enterCode(c.req.raw));
door.get("/api/v1/me/sessions", (c) => redirectToLinkForm(c.req.raw));
door.get("/api/v1/me", (c) => showOwn(c.req.raw));
door.post("/api/v1/me/signatures/:id/withdrawal", (c) => withdraw(c.req.raw, c.req.param()));
door.delete("/api/v1/me/signatures/:id/withdrawal", (c) => undoOwnWithdrawal(c.req.raw, c.req.param()));
door.get("/api/v1/me/signatures/:id/withdrawal", (c) => redirectToLinkForm(c.req.raw));
door.patch("/api/v1/me/signatures/:id", (c) => correct(c.req.raw, c.req.param()));
door.post("/api/v1/me/signatures/:id", (c) => correct(c.req.raw, c.req.param()));
door.get("/api/v1/me/signatures/:id", (c) => redirectToLinkForm(c.req.raw));
door.get("/api/v1/me/export", (c) => exportOwn(c.req.raw));
door.post("/api/v1/me/export", (c) => exportOwn(c.req.raw));
door.post("/api/v1/me/erasure", (c) => erase(c.req.raw));
door.get("/api/v1/me/erasure", (c) => redirectToLinkForm(c.req.raw));
door.post("/api/v1/me/address", (c) => askNewAddress(c.req.raw));
door.get("/api/v1/me/address", (c) => redirectToLinkForm(c.req.raw));
door.post("/api/v1/me/address/confirmations", (c) => confirmNewAddress(c.req.raw));
door.get("/api/v1/me/address/confirmations", (c) => redirectToLinkForm(c.req.raw));

door.get("/api/v1/oembed", (c) => describeEmbedAt(c.req.raw));
door.post("/api/v1/articles/:slug/views", (c) => viewArticle(c.req.raw, c.req.param()));

door.post("/api/v1/unsubscribe/:token", (c) => chooseMails(c.req.raw, c.req.param()));
door.get("/api/v1/unsubscribe/:token", (c) => redirectToMailChoices(c.req.raw, c.req.param()));
door.post("/api/v1/resend/webhooks", (c) => receiveMailEvent(c.req.raw));
door.get("/api/v1/resend/webhooks", (c) => onlyPost(c.req.raw));

door.get("/api/health/live", () => checkLiveness());
door.get("/api/health/ready", (c) => checkReadiness(c.req.raw));
door.get("/metrics", (c) => showMetrics(c.req.raw));

for (const [path, methods] of methodsByPath()) {
  const allow = [...methods, "OPTIONS"].sort().join(", ");
  door.options(path, () => new Response(null, { status: 204, headers: { allow } }));
  door.all(path, () => new Response(null, { status: 405, headers: { allow } }));
}
const UNKNOWN = ["/api", "/api/*"];
const ALLOW_ANYTHING = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
door.on("OPTIONS", UNKNOWN, () => new Response(null, { status: 204, headers: { allow: ALLOW_ANYTHING } }));
for (const path of UNKNOWN) door.all(path, (c) => refuseUnknownResource(c.req.raw));

door.onError((error, { req }) => answerError(req.raw, error));

/** The methods of each resource above. */
function methodsByPath(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path, method } of door.routes) {
    const methods = found.get(path) ?? new Set();
    found.set(path, methods.add(method));
    if (method === "GET") methods.add("HEAD");
  }
  return found;
}

/** Duplicate or final slashes, dot segments: Next redirects or resolves them. */
const UNTIDY = /\/\/|\/$|\/(\.|%2e){1,2}(\/|$)|\\/i;
const OWN = /^\/(api|api\/(?!staff(\/|$)).*|s\/[^/]+(\/qr\.(png|svg))?|metrics)$/;

/** Whether this server answers a path itself. */
export function isAnsweredHere(path: string): boolean {
  return OWN.test(path) && !UNTIDY.test(path);
}

/** Returns the pattern of the resource at a path, such as `/s/:code`. */
export function resourceAt(method: string, path: string): string {
  const [handlers] = door.router.match(method === "HEAD" ? "GET" : method, path);
  return handlers[0]?.[0][1].path ?? "unknown";
}
