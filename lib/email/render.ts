import { render, toPlainText } from "@react-email/render";
import { createElement, type ReactElement } from "react";
import SignIn, { type SignInProps } from "@/emails/sign-in";
import StaffInvitation, { type StaffInvitationProps } from "@/emails/staff-invitation";
import SurgeAlert, { type SurgeAlertProps } from "@/emails/surge-alert";
import { isolated, withoutBidiControls } from "@/lib/direction";

/** The content of a mail, as HTML and as text. */
export type RenderedMail = { subject: string; html: string; text: string };

/** A mail template: a component and its subject. */
export type Template<Props extends object> = {
  (props: Props): ReactElement;
  subject(props: Props): string;
};

/** Renders one mail. HTML and text come from the same tree. */
export async function renderMail<Props extends object>(
  template: Template<Props>,
  props: Props,
): Promise<RenderedMail> {
  const html = await render(createElement(template, withIsolatedTexts(props)));
  return { subject: oneLine(template.subject(props)), html, text: toPlainText(html, TEXT_OPTIONS) };
}

export function renderSignIn(props: SignInProps): Promise<RenderedMail> {
  return renderMail(SignIn, props);
}

export function renderStaffInvitation(props: StaffInvitationProps): Promise<RenderedMail> {
  return renderMail(StaffInvitation, props);
}

export function renderSurgeAlert(props: SurgeAlertProps): Promise<RenderedMail> {
  return renderMail(SurgeAlert, props);
}

/** Keeps the case of headings. */
const TEXT_OPTIONS = { selectors: [{ selector: "h1", options: { uppercase: false } }] };

/** Isolates user-supplied texts, so that none changes the direction of the template's sentence around it. */
function withIsolatedTexts<Props extends object>(props: Props): Props {
  return JSON.parse(JSON.stringify(props), (_, value) =>
    typeof value === "string" ? isolated(value) : value,
  );
}

/** Removes line breaks, which would start another header. */
export function oneLine(text: string): string {
  return withoutBidiControls(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
}
