import { env } from "@/lib/env";
import { localeOrDefault } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { getResponsible } from "@/lib/legal/responsible";
import { campaignPath, legalPath } from "@/lib/paths";
import { commitmentOf, commitmentSecret } from "@/lib/proof/commitment";
import { hex, logUrl } from "@/lib/proof/log-files";
import { signText } from "@/lib/signing-keys";
import { canonicalJson } from "./canonical-json";
import { RECEIPT_CONTEXT, RECEIPT_PROFILE } from "./receipt-context";

type Consent = { purpose: string; wording: string; version: string; locale: string; at: Date };

type ConfirmedSignature = {
  id: string;
  locale: string;
  signedAt: Date;
  confirmedAt: Date;
  campaign: string;
  text: {
    title: string;
    target: string;
    summary: string;
    ask: string;
    sha256: string;
    locale: string;
    version: number;
    publishedAt: Date | null;
  };
  consents: Consent[];
  responsible: Awaited<ReturnType<typeof getResponsible>>;
};

export type Receipt = ReturnType<typeof issueReceipt>;

/**
 * Issues the receipt of a confirmed signature, signed by us: what was signed, when, the consents with their wording, who is responsible
 * and how to withdraw. It contains neither name nor address, so that it can be shown. `log.secret` proves the entry in the public log.
 */
export function issueReceipt(signature: ConfirmedSignature) {
  const statement = describe(signature);
  const { keyId, signature: bytes } = signText(canonicalJson(statement));
  return {
    ...statement,
    authenticity: {
      algorithm: "Ed25519",
      canonicalization: "RFC 8785",
      keyId,
      publicKeys: `${env().APP_URL}/api/v1/keys`,
      signature: bytes.toString("base64"),
    },
  };
}

function describe({ id, campaign, text, consents, responsible, ...signature }: ConfirmedSignature) {
  const locale = localeOrDefault(signature.locale);
  const origin = env().APP_URL;
  const t = getTranslator(locale, "receipt");
  return {
    "@context": RECEIPT_CONTEXT,
    id: `${origin}/api/v1/receipts/${id}`,
    type: ["dpv:ConsentReceipt", "dpv:ConsentRecord"],
    conformsTo: RECEIPT_PROFILE,
    identifier: id,
    issued: signature.confirmedAt.toISOString(),
    locale,
    campaign: { slug: campaign, url: `${origin}${campaignPath(locale, campaign)}` },
    text: { ...text, publishedAt: text.publishedAt?.toISOString() ?? null },
    signedAt: signature.signedAt.toISOString(),
    confirmedAt: signature.confirmedAt.toISOString(),
    legalBasis: "eu-gdpr:A9-2-a",
    consents: consents.map(({ at, ...consent }) => ({
      ...consent,
      ...(consent.purpose === "delivery" && { recipient: text.target }),
      at: at.toISOString(),
    })),
    controller: {
      type: "dpv:DataController",
      name: responsible.organisation,
      address: responsible.postalAddress,
      email: responsible.privacyEmail || null,
    },
    notice: `${origin}${legalPath(locale, "privacy")}`,
    rights: { type: "eu-gdpr:A7-3", exercisedAt: `${origin}/${locale}/me`, wording: t("howToWithdraw") },
    log: describeLog({ id, campaign, sha256: text.sha256, confirmedAt: signature.confirmedAt }),
  };
}

type Logged = { id: string; campaign: string; sha256: string; confirmedAt: Date };

function describeLog({ id, campaign, sha256, confirmedAt }: Logged) {
  const secret = commitmentSecret({ signatureId: id, confirmedAt });
  return {
    url: logUrl(campaign),
    secret: secret.toString("base64url"),
    commitment: hex(commitmentOf(secret, sha256)),
  };
}
