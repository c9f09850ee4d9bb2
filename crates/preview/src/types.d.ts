/** How much a finding weighs. */
export type Level = "block" | "confirm" | "advise";

/** A place in a document; offsets in the unit the options asked for. */
export interface Span {
  part: string;
  start: number;
  end: number;
}

/** One replacement. */
export interface Edit extends Span {
  replacement: string;
}

/** One thing a reader should look at. */
export interface Finding extends Span {
  rule: string;
  category: string;
  level: Level;
  clause: string;
  places: Span[];
  fragment: string;
  message: string;
  suggestions: string[];
  edits: Edit[];
  confidence: number;
  basis: { tier: string; source: string; entry: string | null };
  key: string;
  attributes: [string, string][];
}

/** What screening found: the parsed form of what `Preview.screen` returns. */
export interface Report {
  engine: string;
  pack: string;
  profile: string;
  document: string;
  encoding: "utf-8" | "utf-16" | "code-point";
  secrecy_stop: boolean;
  findings: Finding[];
  notes: { code: string; part: string; message: string }[];
  omitted: number;
  digest: string;
}
