import type { Bilingual } from "./scoring/edition.ts"

/** 报道记录: what a newspaper said of an estate in one year. Shown with its source, never scored. */
export interface PressRecord {
  source: { paper: Bilingual; note: Bilingual }
  facts: Bilingual[]
  /** Keys of the edition that the article gives; `quote` is its wording where it matters. */
  values: { key: string; value: string; quote?: Bilingual }[]
  /** Set only when the article itself says that the estate was selected. */
  selected?: Bilingual
}
