import AddressChanged from "@/emails/address-changed";
import AlreadySigned from "@/emails/already-signed";
import ConfirmAddress from "@/emails/confirm-address";
import ConfirmSignature from "@/emails/confirm-signature";
import ConfirmationReminder from "@/emails/confirmation-reminder";
import Erased from "@/emails/erased";
import OwnSignatures from "@/emails/own-signatures";
import RequestAnswered from "@/emails/request-answered";
import RetentionReport from "@/emails/retention-report";
import SignIn from "@/emails/sign-in";
import StaffInvitation from "@/emails/staff-invitation";
import SurgeAlert from "@/emails/surge-alert";
import YourReceipt from "@/emails/your-receipt";
import { renderMail } from "@/lib/email/render";
import { LOCALES } from "@/lib/i18n/locales";

/** Each mail with the addresses of its button, its ripple link and its unsubscribe link, and the props that outsiders can set. */
export const mails = LOCALES.flatMap((locale) => [
  {
    name: `confirm-signature in ${locale}`,
    locale,
    actionUrl: ConfirmSignature.PreviewProps.confirmUrl,
    rippleUrl: ConfirmSignature.PreviewProps.rippleUrl,
    choicesUrl: ConfirmSignature.PreviewProps.choicesUrl,
    render: (props = {}) =>
      renderMail(ConfirmSignature, { ...ConfirmSignature.PreviewProps, locale, ...props }),
    named: ["campaignTitle", "organisation", "postalAddress"],
  },
  {
    name: `confirmation-reminder in ${locale}`,
    locale,
    actionUrl: ConfirmationReminder.PreviewProps.confirmUrl,
    rippleUrl: ConfirmationReminder.PreviewProps.rippleUrl,
    choicesUrl: ConfirmationReminder.PreviewProps.choicesUrl,
    render: (props = {}) =>
      renderMail(ConfirmationReminder, { ...ConfirmationReminder.PreviewProps, locale, ...props }),
    named: ["campaignTitle", "organisation", "postalAddress"],
  },
  {
    name: `already-signed in ${locale}`,
    locale,
    actionUrl: AlreadySigned.PreviewProps.shareUrl,
    rippleUrl: AlreadySigned.PreviewProps.rippleUrl,
    choicesUrl: AlreadySigned.PreviewProps.choicesUrl,
    render: (props = {}) => renderMail(AlreadySigned, { ...AlreadySigned.PreviewProps, locale, ...props }),
    named: ["campaignTitle", "organisation", "postalAddress"],
  },
  {
    name: `your-receipt in ${locale}`,
    locale,
    actionUrl: YourReceipt.PreviewProps.receiptUrl,
    rippleUrl: YourReceipt.PreviewProps.rippleUrl,
    choicesUrl: YourReceipt.PreviewProps.choicesUrl,
    render: (props = {}) => renderMail(YourReceipt, { ...YourReceipt.PreviewProps, locale, ...props }),
    named: ["campaignTitle", "organisation", "postalAddress"],
  },
  {
    name: `own-signatures in ${locale}`,
    locale,
    actionUrl: OwnSignatures.PreviewProps.ownUrl,
    rippleUrl: null,
    choicesUrl: OwnSignatures.PreviewProps.choicesUrl,
    render: (props = {}) => renderMail(OwnSignatures, { ...OwnSignatures.PreviewProps, locale, ...props }),
    named: ["organisation", "postalAddress"],
  },
  {
    name: `confirm-address in ${locale}`,
    locale,
    actionUrl: ConfirmAddress.PreviewProps.confirmUrl,
    rippleUrl: null,
    choicesUrl: ConfirmAddress.PreviewProps.choicesUrl,
    render: (props = {}) => renderMail(ConfirmAddress, { ...ConfirmAddress.PreviewProps, locale, ...props }),
    named: ["organisation", "postalAddress"],
  },
  {
    name: `address-changed in ${locale}`,
    locale,
    actionUrl: AddressChanged.PreviewProps.contactUrl,
    rippleUrl: null,
    choicesUrl: null,
    render: (props = {}) => renderMail(AddressChanged, { ...AddressChanged.PreviewProps, locale, ...props }),
    named: ["organisation", "postalAddress"],
  },
  {
    name: `erased in ${locale}`,
    locale,
    actionUrl: Erased.PreviewProps.ownUrl,
    rippleUrl: null,
    choicesUrl: null,
    render: (props = {}) => renderMail(Erased, { ...Erased.PreviewProps, locale, ...props }),
    named: ["organisation", "postalAddress"],
  },
  {
    name: `sign-in in ${locale}`,
    locale,
    actionUrl: SignIn.PreviewProps.signInUrl,
    // Mails to staff have neither.
    rippleUrl: null,
    choicesUrl: null,
    render: (props = {}) => renderMail(SignIn, { ...SignIn.PreviewProps, locale, ...props }),
    named: ["organisation", "postalAddress"],
  },
  {
    name: `staff-invitation in ${locale}`,
    locale,
    actionUrl: StaffInvitation.PreviewProps.joinUrl,
    rippleUrl: null,
    choicesUrl: null,
    render: (props = {}) =>
      renderMail(StaffInvitation, { ...StaffInvitation.PreviewProps, locale, ...props }),
    named: ["inviter", "organisation", "postalAddress"],
  },
  {
    name: `retention-report in ${locale}`,
    locale,
    actionUrl: RetentionReport.PreviewProps.reportUrl,
    rippleUrl: null,
    choicesUrl: null,
    render: (props = {}) =>
      renderMail(RetentionReport, { ...RetentionReport.PreviewProps, locale, ...props }),
    named: ["organisation", "postalAddress"],
  },
  {
    name: `request-answered in ${locale}`,
    locale,
    actionUrl: RequestAnswered.PreviewProps.contactUrl,
    rippleUrl: null,
    choicesUrl: null,
    render: (props = {}) =>
      renderMail(RequestAnswered, { ...RequestAnswered.PreviewProps, locale, ...props }),
    named: ["organisation", "postalAddress"],
  },
  {
    name: `surge-alert in ${locale}`,
    locale,
    actionUrl: SurgeAlert.PreviewProps.dashboardUrl,
    rippleUrl: null,
    choicesUrl: null,
    render: (props = {}) => renderMail(SurgeAlert, { ...SurgeAlert.PreviewProps, locale, ...props }),
    named: ["campaignTitle", "organisation", "postalAddress"],
  },
]);
