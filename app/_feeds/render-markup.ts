import type { ReactElement } from "react";

/** Renders elements as HTML. Next forbids static imports of react-dom/server, hence the dynamic import. */
export async function renderMarkup(element: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import("react-dom/server.edge");
  return renderToStaticMarkup(element);
}
