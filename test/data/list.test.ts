import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core"
import { expect, test } from "vitest"
import { members } from "../../schema/tables/members.ts"
import { listOrder } from "../../worker/data/list.ts"
import { askedOf, listKind, listPlace, listQuery, sortOf } from "../../worker/domain/list.ts"

const dialect = new SQLiteSyncDialect()
const fields = { createdAt: members.createdAt, id: members.id }
const rows = ["a", "b", "c"].map((id) => ({ id, createdAt: "2026", more: 1 }))

test("a page ends where its last row stands, and the last page nowhere", () => {
  const order = listOrder(fields)
  expect(order.found(rows, { after: null, limit: 2 })).toEqual({
    rows: rows.slice(0, 2),
    next: ["2026", "b"],
    previous: null,
  })
  expect(order.found(rows, { after: null, limit: 3 }).next).toBeNull()
  expect(order.found(rows, { after: ["2025", "z"], limit: 3 }).previous).toEqual(["2026", "a"])
  expect(order.found([], { after: null, limit: 3 })).toEqual({ rows: [], next: null, previous: null })
})

test("a page that is told backwards keeps its rows in order, and leaves out the one too many at its beginning", () => {
  const order = listOrder(fields)
  expect(order.found(rows, { after: null, before: ["2027", "z"], limit: 2 })).toEqual({
    rows: rows.slice(1),
    next: ["2026", "c"],
    previous: ["2026", "b"],
  })
  expect(order.found(rows, { after: null, before: ["2027", "z"], limit: 3 }).previous).toBeNull()
  const { by, beyond } = order.turned({ after: null, before: ["2026", "b"], limit: 2 })
  expect(beyond && dialect.sqlToQuery(beyond).sql).toBe('("members"."created_at", "members"."id") < (?, ?)')
  expect(by.map((one) => dialect.sqlToQuery(one).sql)).toEqual([
    '"members"."created_at" desc',
    '"members"."id" desc',
  ])
})

const kind = listKind({
  name: "things",
  columns: { name: "text" },
  filters: { state: { of: ["open", "shut"], usual: "open" }, place: "code" },
  sorts: ["name", "age"],
  searched: true,
})

test("what an address asks is read once; what is usual stands in no address", () => {
  const asked = askedOf(kind, { q: " ％_'\" ", place: "51", page: "7", other: "x" })
  expect(asked).toEqual({ q: "%_'\"", sort: "name", filters: { state: "open", place: "51" } })
  expect(listQuery(kind, asked)).toEqual({ q: "%_'\"", place: "51" })
  expect(listQuery(kind, askedOf(kind, { sort: "age", state: "shut" }))).toEqual({
    sort: "age",
    state: "shut",
  })
  for (const state of ["Open", "constructor", "open ", "open,shut"])
    expect(() => askedOf(kind, { state }), state).toThrow("list_filter_unknown")
  expect(() => askedOf(kind, { sort: "state" })).toThrow("list_sort_unknown")
  expect(askedOf({ ...kind, searched: false }, { q: "x" }).q).toBe("")
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
