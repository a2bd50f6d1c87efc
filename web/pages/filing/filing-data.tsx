import { raw } from "hono/html"
import type { FilingIslandData } from "../../islands/filing/data.ts"
import type { FilingView } from "./filing-view.ts"

/** A JSON block for the island; `<` is escaped so that no text can end the element. */
export function FilingData({ view }: { view: FilingView }) {
  const data: FilingIslandData = {
    edition: view.edition,
    mine: [...view.mine],
    previous: [...view.previous].filter(([key]) => view.mine.has(key)),
  }
  const json = JSON.stringify(data).replaceAll("<", "\\u003c")
  return (
    <script type="application/json" id="filing-data">
      {raw(json)}
    </script>
  )
}
