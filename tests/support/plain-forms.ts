import type { HTMLElement } from "node-html-parser";

type Input = { typed: Record<string, string>; button?: string };

/** Returns what a browser submits for a form (HTML, "constructing the entry list") with typed values and a pressed button. */
export function submission(form: HTMLElement, { typed, button }: Input) {
  const body = new URLSearchParams();
  const unknown = Object.keys(typed).filter((name) => !form.querySelector(`[name="${name}"]`));
  if (unknown.length > 0) throw new Error(`the form has no field ${unknown.join(", ")}`);
  for (const control of form.querySelectorAll("input, select, textarea, button")) {
    const name = control.getAttribute("name");
    const value = name && entryOf(control, { typed: typed[name], button });
    if (name && value !== null && value !== undefined) body.append(name, value);
  }
  return { action: form.getAttribute("action") ?? "", body };
}

function entryOf(
  control: HTMLElement,
  { typed, button }: { typed?: string; button?: string },
): string | null {
  const value = control.getAttribute("value");
  const type = control.getAttribute("type") ?? "";
  if (control.tagName === "BUTTON") return control.text.trim() === button ? (value ?? "") : null;
  if (type === "checkbox") return typed === "on" || control.hasAttribute("checked") ? (value ?? "on") : null;
  if (type === "hidden") return value ?? "";
  if (control.tagName === "SELECT") return typed ?? selectedValue(control);
  if (control.tagName === "TEXTAREA") return typed ?? control.text;
  return typed ?? value ?? "";
}

function selectedValue(select: HTMLElement): string {
  const option = select.querySelector("option[selected]") ?? select.querySelector("option");
  return option?.getAttribute("value") ?? "";
}

/** Returns the initial value of a form field. */
export function fieldValue(form: HTMLElement, name: string): string | null {
  return submission(form, { typed: {} }).body.get(name);
}
