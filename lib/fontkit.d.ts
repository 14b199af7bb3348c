import "fontkit";

/** What fontkit 2.0 has and its types do not. */
declare module "fontkit" {
  interface Font {
    /** The tables of the file, by tag. */
    readonly directory: { tables: Record<string, unknown> };
  }
}
