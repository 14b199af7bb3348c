import { parseObject, readStorage, writeStorage } from "./browser-storage";

/** What a reader typed into the form of a campaign, by field name, and the call-out at which they signed. */
type SignDraft = { fields: Record<string, string>; callout?: string };

const PREFIX = "groundswell:draft:";

/** Returns what was typed in this tab, in any form of the campaign. It survives a reload, and ends with the tab or the confirmation. */
export function readDraft(campaign: string): SignDraft {
  const { fields, callout } = parseObject(readStorage("sessionStorage", PREFIX + campaign));
  const typed = typeof fields === "object" && fields !== null ? Object.entries(fields) : [];
  return {
    fields: Object.fromEntries(
      typed.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
    ...(typeof callout === "string" && { callout }),
  };
}

/** Stores what was typed. */
export function saveDraft(campaign: string, draft: SignDraft) {
  writeStorage("sessionStorage", PREFIX + campaign, JSON.stringify(draft));
}

/** Deletes what was typed. */
export function deleteDraft(campaign: string) {
  writeStorage("sessionStorage", PREFIX + campaign, null);
}

/** Returns the visible fields of a form by name. A box that is not ticked is the empty text. */
export function typedFields(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(inputsOf(form).flatMap(fieldOf));
}

/** Returns the fields whose value was changed since the page was rendered. */
export function changedFields(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(inputsOf(form).filter(isChanged).flatMap(fieldOf));
}

/** Fills a form with what was typed before, and fires the events of typing, so that its components follow. */
export function fillIn(form: HTMLFormElement, fields: Record<string, string>) {
  for (const input of inputsOf(form)) {
    const typed = fields[input.name];
    if (typed === undefined) continue;
    setValue(input, typed);
    const details = typed ? input.closest("details") : null;
    if (details) details.open = true;
  }
}

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function inputsOf(form: HTMLFormElement): Input[] {
  return [...form.elements].filter(
    (element): element is Input =>
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement ||
      (element instanceof HTMLInputElement && !["hidden", "submit", "button"].includes(element.type)),
  );
}

const isChoice = (input: Input): input is HTMLInputElement =>
  input instanceof HTMLInputElement && ["radio", "checkbox"].includes(input.type);

function isChanged(input: Input): boolean {
  if (isChoice(input)) return input.checked !== input.defaultChecked;
  if (!(input instanceof HTMLSelectElement)) return input.value !== input.defaultValue;
  const chosen = [...input.options].find(({ defaultSelected }) => defaultSelected) ?? input.options[0];
  return input.value !== chosen?.value;
}

/** Name and value; nothing for a radio button that is not chosen. */
function fieldOf(input: Input): [name: string, value: string][] {
  if (!isChoice(input)) return [[input.name, input.value]];
  if (input.type === "radio") return input.checked ? [[input.name, input.value]] : [];
  return [[input.name, input.checked ? input.value : ""]];
}

function setValue(input: Input, value: string) {
  if (isChoice(input)) {
    if (input.checked !== (input.value === value)) input.click();
    return;
  }
  if (input.value === value) return;
  // React notices only changes that bypass the setter which it puts on the element.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set?.call(input, value);
  input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}
