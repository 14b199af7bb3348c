import ts from "typescript";
import { nodes, type Source } from "./sources";

/** Fields that hold text of people: of signers, of authors, of staff who write campaigns and articles. */
const FIELDS = new Set([
  "ask",
  "author",
  "byline",
  "comment",
  "dek",
  "handle",
  "headline",
  "name",
  "nextSteps",
  "outcome",
  "shownName",
  "summary",
  "target",
  "title",
  "topic",
]);

/** Objects with our own texts, by convention. */
const OURS = /^(.*texts?|t|labels?|messages?|say)$/i;

/**
 * Text of people in an element without a direction of its own. It may be in any language, so `dir="auto"` takes its direction
 * from its first letter, and keeps it from moving the punctuation and numbers around it.
 */
export function textWithoutDirection(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^(app|emails)\/.*\.tsx$/.test(path))
    .flatMap(({ path, tree }) =>
      [...nodes(tree)]
        .filter(ts.isJsxExpression)
        .filter((node) => isTextOfPeople(node) && !hasDirection(node.parent))
        .map(
          (node) =>
            `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`,
        ),
    );
}

/** Whether an expression between tags ends in a field of people's text: `{campaign.title}`, `{name}`, `{a ?? b.title}`. */
function isTextOfPeople({ expression, parent }: ts.JsxExpression): boolean {
  const isChild = ts.isJsxElement(parent) || ts.isJsxFragment(parent);
  return isChild && expression !== undefined && namesField(expression);
}

function namesField(expression: ts.Expression): boolean {
  if (ts.isBinaryExpression(expression)) {
    const isCondition = expression.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    return namesField(expression.right) || (!isCondition && namesField(expression.left));
  }
  if (ts.isParenthesizedExpression(expression)) return namesField(expression.expression);
  if (ts.isConditionalExpression(expression))
    return namesField(expression.whenTrue) || namesField(expression.whenFalse);
  if (ts.isIdentifier(expression)) return FIELDS.has(expression.text);
  if (!ts.isPropertyAccessExpression(expression) || !FIELDS.has(expression.name.text)) return false;
  return !expression.expression
    .getText()
    .split(/[.?]+/)
    .some((object) => OURS.test(object));
}

function hasDirection(parent: ts.Node): boolean {
  return ts.isJsxElement(parent) && attributeOf(parent.openingElement, "dir") !== undefined;
}

/** Fields of forms for text of people, without a direction of their own. What is spread into a field is not followed. */
export function fieldsWithoutDirection(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^app\/.*\.tsx$/.test(path))
    .flatMap(({ path, tree }) =>
      [...nodes(tree)]
        .filter((node) => ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node))
        .filter((field) => takesTextOfPeople(field) && !attributeOf(field, "dir"))
        .map((field) => `${path}: ${attributeOf(field, "name") ?? field.tagName.getText()}`),
    );
}

type Tag = ts.JsxSelfClosingElement | ts.JsxOpeningElement;

function takesTextOfPeople(tag: Tag): boolean {
  const isSpread = tag.attributes.properties.some(ts.isJsxSpreadAttribute);
  if (tag.tagName.getText() === "textarea") return !isSpread;
  if (attributeOf(tag, "type") === '"hidden"') return false;
  return tag.tagName.getText() === "input" && FIELDS.has(attributeOf(tag, "name")?.replaceAll('"', "") ?? "");
}

function attributeOf(tag: Tag, name: string): string | undefined {
  const attribute = tag.attributes.properties
    .filter(ts.isJsxAttribute)
    .find((candidate) => candidate.name.getText() === name);
  return attribute?.initializer?.getText();
}

const TRANSLATE = /^(t|texts|translate)(\.rich)?$/;

/** User-supplied text in the middle of a translation, without isolation: `t("by", { byline })`, `.replace("{name}", name)`. */
export function textWithoutIsolation(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^app\/.*\.tsx?$/.test(path))
    .flatMap(({ path, tree }) =>
      [...nodes(tree)]
        .filter(ts.isCallExpression)
        .flatMap(valuesInSentence)
        .filter(namesField)
        .map((value) => `${path}: ${value.parent.getText()}`),
    );
}

/** The values that a call puts into a translation. */
function valuesInSentence({ expression, arguments: given }: ts.CallExpression): ts.Expression[] {
  if (TRANSLATE.test(expression.getText())) {
    return given
      .filter(ts.isObjectLiteralExpression)
      .flatMap(({ properties }) => properties.flatMap((property) => givenValue(property) ?? []));
  }
  const [placeholder, value] = given;
  if (!value || !placeholder || !/^"\{\w+\}"$/.test(placeholder.getText())) return [];
  return ts.isArrowFunction(value) && !ts.isBlock(value.body) ? [value.body] : [value];
}

function givenValue(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}
