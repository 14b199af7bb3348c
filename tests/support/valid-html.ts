import { HtmlValidate, type RuleConfig } from "html-validate";

/** Mail programs need an old doctype and presentational attributes for tables. */
const MAIL_RULES: RuleConfig = { "doctype-html": "off", "no-deprecated-attr": "off" };

const validator = (rules: RuleConfig) =>
  new HtmlValidate({ root: true, extends: ["html-validate:standard"], rules });
const forPages = validator({});
const forMails = validator(MAIL_RULES);

/** React writes an empty `action` on the forms of Server Actions, to post them to their page. */
const FROM_REACT = 'Attribute "action" has invalid value ""';

/** Lists how a document breaks the HTML standard: nesting, attributes, ids, references. */
export async function listHtmlErrors(html: string, { isMail = false } = {}): Promise<string[]> {
  const { results } = await (isMail ? forMails : forPages).validateString(html);
  return results.flatMap(({ messages }) =>
    messages
      .filter(({ message }) => message !== FROM_REACT)
      .map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
}
