import { expect, test } from "vitest"
import { texts } from "../../web/text/text.ts"
import { fileLines, ListTable } from "../../web/ui/list.tsx"
import { listKind } from "../../worker/domain/list.ts"
import { listFile } from "../../worker/http/list-page.ts"

test("a list with a column that nothing shows does not type-check, on a page nor in a file", () => {
  const kind = listKind({
    name: "shown",
    columns: { estate: "text", place: "text" },
    filters: {},
    sorts: ["estate"],
    searched: false,
  })
  const shown = { estate: { title: "", value: () => "" } }
  // @ts-expect-error: `place` is missing.
  expect(() => fileLines(texts.zh, kind, shown)).toThrow("title")
  const props = { kind, shown, rows: [], caption: "" }
  // @ts-expect-error: `place` is missing.
  const table = () => ListTable(props)
  const list = {
    kind,
    paths: { page: "", file: "" },
    columns: shown,
    read: async (): Promise<never> => Promise.reject(new Error("not read")),
  }
  // @ts-expect-error: `place` is missing.
  const file = (c: never) => listFile(c, list)
  expect([table, file]).toHaveLength(2)
})
