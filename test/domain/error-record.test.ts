import { DrizzleQueryError } from "drizzle-orm/errors"
import { expect, test } from "vitest"
import { errorRecord, safeError } from "../../worker/domain/error-record.ts"
import { Unavailable, unavailableIn } from "../../worker/domain/unavailable.ts"

const thrown = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error
  }
}

test("of a failed query the parameters are left out, wherever they stand", () => {
  const cause = new Error("SQLITE_CONSTRAINT: UNIQUE constraint failed: users.email")
  const sql = "insert into users (email, name) values (?, '王小明''s')"
  for (const error of [
    new DrizzleQueryError(sql, ["wang@a.example"], cause),
    new DrizzleQueryError(sql, ["wang@a.example"]),
  ]) {
    const text = JSON.stringify(errorRecord(error))
    expect(text).not.toMatch(/wang|王小明/)
    expect(text).toContain("insert into users")
  }
  expect(errorRecord(new DrizzleQueryError(sql, [], cause)).message).toBe(cause.message)
  expect(safeError(new DrizzleQueryError(sql, ["wang@a.example"], cause)).message).not.toMatch(/wang|王小明/)
})

test("what people typed is left out of messages and stacks", () => {
  const token = "A".repeat(43)
  const errors = [
    thrown(() => JSON.parse('{"name": 王小明}')),
    thrown(() => new URL("wang@a.example")),
    new Error(`no member wang@a.example with ${token}`),
    new Error('the name "王小明" is too long'),
    new Error("outer 王小明 wang@a.example", { cause: new Error("inner") }),
    "王小明",
    { email: "wang@a.example" },
    null,
  ]
  for (const error of errors) expect(JSON.stringify(errorRecord(error))).not.toMatch(/wang|王小明|AAAA/)
})

test("the innermost of six errors is told; no circle is followed", () => {
  const chain = (depth: number): Error =>
    depth === 0 ? new Error("root") : new Error(`level ${depth}`, { cause: chain(depth - 1) })
  expect(errorRecord(chain(5)).message).toBe("root")
  expect(errorRecord(chain(6)).message).toBe("level 1")
  const circle = new Error("one")
  circle.cause = new Error("two", { cause: circle })
  expect(errorRecord(circle).message).toBe("two")
  expect(unavailableIn(circle)).toBeNull()
  const away = new Unavailable("files_away", { reached: false, cause: null })
  const wrapped = (depth: number): unknown =>
    depth === 0 ? away : new Error("x", { cause: wrapped(depth - 1) })
  expect([unavailableIn(wrapped(8)), unavailableIn(wrapped(9))]).toEqual([away, null])
})

test("a message is cut after 2,000 characters together with its last word, then to 500", () => {
  const words = "a ".repeat(250)
  expect(errorRecord(new Error(words)).message).toBe(words)
  expect(errorRecord(new Error(`${" ".repeat(1995)}12345`)).message).toBe(" ".repeat(500))
  // Of a word that is cut in the middle nothing is left, not even where it would be short enough.
  const quoted = (length: number) =>
    errorRecord(new Error(`${`"${"x".repeat(1990)}"`}${"y".repeat(length)}`)).message
  expect(quoted(8)).toBe("“…”yyyyyyyy")
  expect(quoted(9)).toBe("")
})

test("an object that only looks like a failed query is told by its message", () => {
  const like = Object.assign(new Error("told"), { query: "select 1" })
  expect(errorRecord(like)).toMatchObject({ message: "told" })
  expect(errorRecord(like).query).toBeUndefined()
  expect(errorRecord(Object.assign(new Error("told"), { query: 1, params: [] })).query).toBeUndefined()
})
