import RequestAnswered, { type RequestAnsweredProps } from "@/emails/request-answered";
import RetentionReport, { type RetentionReportProps } from "@/emails/retention-report";
import { type RenderedMail, renderMail } from "./render";

export function renderRetentionReport(props: RetentionReportProps): Promise<RenderedMail> {
  return renderMail(RetentionReport, props);
}

export function renderRequestAnswered(props: RequestAnsweredProps): Promise<RenderedMail> {
  return renderMail(RequestAnswered, props);
}
