import { useText } from "../../ui/use-text.ts"
import type { ReportAddress } from "./report-view.ts"
import { Part, Sheet } from "./sheet.tsx"

interface PressReportProps {
  estate: { name: string; placeNames: string[] }
  address: ReportAddress
}

/** The report of an estate of which nothing is released: it says so. */
export function PressReport({ estate, address }: PressReportProps) {
  const text = useText()
  const words = text.publicPages.report
  return (
    <Sheet
      kind="estate"
      name={estate.name}
      place={estate.placeNames.join(text.publicPages.placeSeparator)}
      release={null}
      edition={null}
      address={address}
      description={words.noDataText}
    >
      <Part title={words.noData}>
        <p class="report__lead">{words.noDataText}</p>
      </Part>
    </Sheet>
  )
}
