import type { Source } from "../../worker/domain/scoring/edition.ts"
import { useText } from "./use-text.ts"

/** Where an item or a number comes from: 文件, 报道 or 平台假定, with the note on tap or hover. */
export function SourceMark({ source }: { source: Source }) {
  const text = useText()
  return (
    <span class={source.kind === "report" ? "mark mark--press" : "mark"} title={source.note[text.language]}>
      {text.site.sourceKinds[source.kind]}
    </span>
  )
}
