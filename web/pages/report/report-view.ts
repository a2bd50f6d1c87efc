import type { GroupFigures } from "../../../worker/domain/release/directory.ts"
import type { FiveFigure } from "../../../worker/domain/release/five-figures.ts"
import type { EstateView } from "../public/estate-view.ts"

export interface EstateReportView extends EstateView {
  /** Of this estate alone, in its quarter and in the one before; null where a value is missing or not public. */
  figures: { figure: FiveFigure; now: number | null; before: number | null }[]
  /** Quartiles of the city and of the district; null where the release has none. */
  city: GroupFigures | null
  own: GroupFigures | null
}

/** What leads from paper to the public page. */
export interface ReportAddress {
  qr: { side: number; path: string }
  address: string
  /** The same address without its origin. */
  path: string
}
