import type { ConfirmingProps } from "@/emails/_confirming";
import AlreadySigned, { type AlreadySignedProps } from "@/emails/already-signed";
import ConfirmSignature from "@/emails/confirm-signature";
import ConfirmationReminder from "@/emails/confirmation-reminder";
import YourReceipt, { type YourReceiptProps } from "@/emails/your-receipt";
import type { RenderedMail } from "./render";
import { renderOneOfMany } from "./render-one-of-many";

export function renderConfirmSignature(props: ConfirmingProps): Promise<RenderedMail> {
  return renderOneOfMany(ConfirmSignature, props);
}

export function renderConfirmationReminder(props: ConfirmingProps): Promise<RenderedMail> {
  return renderOneOfMany(ConfirmationReminder, props);
}

export function renderAlreadySigned(props: AlreadySignedProps): Promise<RenderedMail> {
  return renderOneOfMany(AlreadySigned, props);
}

export function renderYourReceipt(props: YourReceiptProps): Promise<RenderedMail> {
  return renderOneOfMany(YourReceipt, props);
}
