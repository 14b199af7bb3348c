import { HtmlValidate, type RuleConfig } from "html-validate";

/** Mail programs need presentational attributes of old, and an old doctype for tables. */
const MAIL_RULES: RuleConfig = {
  "doctype-style": "off",
  "no-deprecated-attr": "off",
  "no-implicit-input-type": "off",
};

/** Lists the errors of conformance to the HTML standard in a document: nesting, attributes, ids, references. */
export async function listHtmlErrors(html: string, { isMail = false } = {}): Promise<string[]> {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:standard"],
    rules: isMail ? MAIL_RULES : {},
  });
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
}
