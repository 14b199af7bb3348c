import AddressChanged, { type AddressChangedProps } from "@/emails/address-changed";
import ConfirmAddress, { type ConfirmAddressProps } from "@/emails/confirm-address";
import Erased, { type ErasedProps } from "@/emails/erased";
import OwnSignatures, { type OwnSignaturesProps } from "@/emails/own-signatures";
import { type RenderedMail, renderMail } from "./render";

export function renderOwnSignatures(props: OwnSignaturesProps): Promise<RenderedMail> {
  return renderMail(OwnSignatures, props);
}

export function renderConfirmAddress(props: ConfirmAddressProps): Promise<RenderedMail> {
  return renderMail(ConfirmAddress, props);
}

export function renderAddressChanged(props: AddressChangedProps): Promise<RenderedMail> {
  return renderMail(AddressChanged, props);
}

export function renderErased(props: ErasedProps): Promise<RenderedMail> {
  return renderMail(Erased, props);
}
