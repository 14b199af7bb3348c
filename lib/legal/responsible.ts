import type { Transaction } from "@/db/client";
import { env } from "@/lib/env";
import { getSetting } from "@/lib/settings/get-setting";

/** Returns who is responsible for the site, as the legal pages, mails and receipts name them. Empty texts are not stated. */
export async function getResponsible(db: Transaction) {
  const { recipients, ...contact } = await getSetting(db, "contact");
  return {
    organisation: env().ORGANISATION,
    postalAddress: env().POSTAL_ADDRESS,
    ...contact,
    privacyEmail: contact.privacyEmail || contact.email,
    securityEmail: contact.securityEmail || contact.email,
  };
}
