import { readFileSync } from "node:fs"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { SECOND_EDITION } from "../domain/scoring/editions.ts"
import type { TestCell } from "./cell.ts"

/** Puts every quarter of a cell under the edition with checks and disclosure, 1.1.0. */
export async function useSecondEdition(cell: TestCell): Promise<void> {
  const document = canonicalJson(JSON.parse(readFileSync(SECOND_EDITION, "utf8")))
  await cell.client.batch(
    [
      {
        sql: "insert into editions select 'cd-wwsg-2023@1.1.0', code, '1.1.0', effective_from, ?, hash, activated_at, null from editions",
        args: [document],
      },
      "update quarters set edition_id = 'cd-wwsg-2023@1.1.0'",
    ],
    "write",
  )
}
