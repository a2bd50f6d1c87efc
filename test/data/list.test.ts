import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core"
import { expect, test } from "vitest"
import { members } from "../../schema/tables/members.ts"
import { listOrder } from "../../worker/data/list.ts"
import { listPlace, sortOf } from "../../worker/domain/list.ts"

const dialect = new SQLiteSyncDialect()
const fields = { createdAt: members.createdAt, id: members.id }
const rows = ["a", "b", "c"].map((id) => ({ id, createdAt: "2026", more: 1 }))

test("a page ends where its last row stands, and the last page nowhere", () => {
  const order = listOrder(fields)
  expect(order.found(rows, { after: null, limit: 2 })).toEqual({
    rows: rows.slice(0, 2),
    next: ["2026", "b"],
  })
  expect(order.found(rows, { after: null, limit: 3 }).next).toBeNull()
  expect(order.found([], { after: null, limit: 3 })).toEqual({ rows: [], next: null })
})

test("what is behind a place, both ways", () => {
  expect(listOrder(fields).behind(null)).toBeUndefined()
  for (const [direction, sign] of [
    ["ascending", ">"],
    ["descending", "<"],
  ] as const) {
    const behind = listOrder(fields, direction).behind(["2026", "b"])
    expect(behind && dialect.sqlToQuery(behind)).toMatchObject({
      sql: `("members"."created_at", "members"."id") ${sign} (?, ?)`,
      params: ["2026", "b"],
    })
  }
})

test("a place is a list of texts and numbers, an order one of those there are", () => {
  expect(listPlace('["2026",7]')).toEqual(["2026", 7])
  for (const text of ["a-slug", "[]", "{}", '[["a"]]', "[null]", "7"])
    expect(listPlace(text), text).toBeNull()
  expect(sortOf(["name", "slug"], "slug")).toBe("slug")
  expect(() => sortOf(["name", "slug"], "Slug")).toThrow("list_sort_unknown")
})
